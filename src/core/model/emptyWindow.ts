/** Why a reading is missing though its series is there: a ratio over such a window is 0/0. */
export const emptyWindow = "no requests in the window";
