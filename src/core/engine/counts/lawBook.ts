import type { World } from "../../model/index.ts";
import { type Part, type ResponseLaw, responseLaw } from "./responseLaw.ts";
import { mixed, type ServiceLaw, type Strand, serviceLaw, stretched } from "./serviceLaw.ts";
import { noWaits, type Waits, waitsAt } from "./waits.ts";

/** Steps of utilisation for which waits are worked out. */
const LOAD_STEPS = 256;
/** Waits beyond this load are those at it: `resolutionFor` sends such worlds to the other engine. */
const FULLEST = 0.9;

/** Laws of one world, each worked out when it is first needed: runs of many seeds share them. */
export class LawBook {
  private readonly world: World;
  private readonly service: ServiceLaw;
  private readonly waits = new Map<string, Waits>();
  private readonly responses = new Map<string, ResponseLaw>();

  constructor(world: World) {
    this.world = world;
    this.service = serviceLaw(world.service.latency);
  }

  /** Mean service time in ms. */
  meanOf(strands: readonly Strand[]): number {
    return strands.reduce((sum, strand) => sum + strand.share * stretched(this.service, strand).mean, 0);
  }

  /** Laws of a track's strands when its instances get `perInstance` requests a ms each. */
  responsesOf(strands: readonly Strand[], instances: number, perInstance: number, part: Part): readonly ResponseLaw[] {
    const { key, waits } = this.waitsOf(strands, instances, perInstance);
    return strands.map((strand) => {
      const name = `${key}/${part.from}-${part.until}/${strand.factor}+${strand.addMs}`;
      let law = this.responses.get(name);
      if (law === undefined) {
        law = responseLaw(stretched(this.service, strand), waits, this.world.observe.buckets, part);
        this.responses.set(name, law);
      }
      return law;
    });
  }

  /** How long requests wait for a worker, under a name that is the same for all loads that are taken as one. */
  waitsOf(
    strands: readonly Strand[],
    instances: number,
    perInstance: number,
  ): { readonly key: string; readonly waits: Waits } {
    const { workers } = this.world.service;
    const load = Math.min(FULLEST, (perInstance * this.meanOf(strands)) / workers);
    const level = Math.round(load * LOAD_STEPS);
    // A growing fault moves the shares all the time: waits are those of the nearest hundredth.
    const rounded = strands.map((strand) => ({ ...strand, share: Math.round(strand.share * 100) / 100 }));
    const key = `${level}/${instances}/${rounded.map(nameOf).join()}`;
    const known = this.waits.get(key);
    const waits = known ?? this.waitsAt(level / LOAD_STEPS, instances, rounded);
    if (known === undefined) this.waits.set(key, waits);
    return { key, waits };
  }

  private waitsAt(load: number, instances: number, strands: readonly Strand[]): Waits {
    if (load === 0) return noWaits;
    const { workers } = this.world.service;
    const only = strands.length === 1 ? strands[0] : undefined;
    const law = only === undefined ? mixed(this.service, strands) : stretched(this.service, only);
    return waitsAt({ instances, workers, pick: this.world.balancer.pick }, load * workers, law);
  }
}

function nameOf({ share, factor, addMs }: Strand): string {
  return `${share}:${factor}+${addMs}`;
}

const books = new WeakMap<World, LawBook>();

/** The book of a world. What it holds follows from the world alone, so that sharing it changes no run. */
export function lawBookOf(world: World): LawBook {
  const known = books.get(world);
  if (known !== undefined) return known;
  const book = new LawBook(world);
  books.set(world, book);
  return book;
}
