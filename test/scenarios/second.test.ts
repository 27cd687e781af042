// The one-line change that must break this file: delete the `without:` of any scenario of its share.
import { testShare } from "./expectations.ts";

testShare(1);
