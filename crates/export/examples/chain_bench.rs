//! How long a chain takes to analyse, to lay out and to draw, from two mentions to two thousand, and how the cost of
//! one mention grows on the way: `make bench-chain`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::chain::{Basis, Edge, Graph, HopKind, HopState, LayoutOptions, Node, Size, analyse, checklist, layout};
use export::picture::{Card, Direction, Disc, Hop, Line, Picture, Speaker, Wording, Words, svg};

const SIZES: [usize; 4] = [2, 20, 200, 2_000];

/// What is measured, in the order of the columns.
const WORK: [&str; 5] = ["analyse", "checklist", "layout", "drawn down", "drawn right"];

/// A name, how a chain of it is made, and whether each of its cards is special, so that none may fold.
type Shape = (&'static str, fn(usize) -> Graph, bool);

fn main() {
    println!("Milliseconds of one processor.\n");
    print!("{:>8} {:>7}", "mentions", "hops");
    for name in WORK {
        print!(" {name:>12}");
    }
    println!(" {:>12}", "all");
    let shapes: [Shape; 6] = [
        ("tangled", tangled, false),
        ("one long run", run, false),
        ("one wide fan", fan, false),
        ("a tree of threes", tree, false),
        ("a fan, and nothing in it may fold", fan, true),
        ("tangled, and nothing in it may fold", tangled, true),
    ];
    for (shape, build, special) in shapes {
        println!("-- {shape}");
        let rows: Vec<[Duration; 5]> = SIZES.iter().map(|&count| measure(count, &build(count), special)).collect();
        print!("{:>8} {:>7}", "2000:200", "a piece");
        let each = |row: usize, work: usize| rows[row][work].as_secs_f64() / number(SIZES[row]);
        for work in 0..WORK.len() {
            print!(" {:>12}", format!("x {:.2}", each(3, work) / each(2, work)));
        }
        let all = |row: usize| (0..WORK.len()).map(|work| each(row, work)).sum::<f64>();
        println!(" {:>12}", format!("x {:.2}", all(3) / all(2)));
    }
}

fn measure(count: usize, graph: &Graph, special: bool) -> [Duration; 5] {
    let analysis = analyse(graph);
    let card = Size { width: 220.0, height: 80.0 };
    let options = LayoutOptions::default();
    let down = picture(graph, Direction::Down, special);
    let right = picture(graph, Direction::Right, special);
    let times = [
        time(|| drop(black_box(analyse(graph)))),
        time(|| drop(black_box(checklist(graph, &analysis)))),
        time(|| drop(black_box(layout(graph, card, &options)))),
        time(|| drop(black_box(svg(&down)))),
        time(|| drop(black_box(svg(&right)))),
    ];
    print!("{count:>8} {:>7}", graph.hops().count());
    for time in times {
        print!(" {:>12.3}", time.as_secs_f64() * 1_000.0);
    }
    println!(" {:>12.3}", times.iter().sum::<Duration>().as_secs_f64() * 1_000.0);
    times
}

/// What a run costs on the average of many, the best of three averages: what the machine can do when nothing else is
/// in the way.
fn time(work: impl Fn()) -> Duration {
    let average = || {
        let mut runs = 1;
        loop {
            // The clock is dear to read: only before and after so many runs.
            let start = Clock::now();
            (0..runs).for_each(|_| work());
            let spent = start.elapsed();
            if spent > Duration::from_millis(40) {
                return spent / runs;
            }
            runs *= 2;
        }
    };
    (0..3).map(|_| average()).min().unwrap_or_default()
}

/// Time that this thread had a processor to itself, where the system tells (Linux); else time on the wall.
struct Clock {
    wall: Instant,
    busy: Option<u64>,
}

impl Clock {
    fn now() -> Self {
        Self { wall: Instant::now(), busy: busy() }
    }

    fn elapsed(&self) -> Duration {
        match (self.busy, busy()) {
            (Some(from), Some(to)) => Duration::from_nanos(to.saturating_sub(from)),
            _ => self.wall.elapsed(),
        }
    }
}

/// Nanoseconds on a processor, the first number of the scheduler's account.
fn busy() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
}

#[expect(clippy::cast_precision_loss, reason = "sizes are small")]
fn number(count: usize) -> f64 {
    count as f64
}

fn node(index: usize) -> Node {
    Node {
        key: format!("m{index:05}"),
        outlet: (!index.is_multiple_of(11)).then(|| format!("Outlet {}", index % 97)),
        family: index.is_multiple_of(3).then(|| format!("Family {}", index % 13)),
        wire: index.is_multiple_of(7).then(|| format!("Wire {}", index % 5)),
        basis: Some(Basis::ALL[index % Basis::ALL.len()]),
        published: Some(format!("2024-08-{:02}", index % 28 + 1)),
        read: false,
    }
}

fn graph(count: usize, ends: impl Iterator<Item = (usize, usize)>) -> Graph {
    let edges = ends
        .enumerate()
        .map(|(index, (up, down))| Edge {
            up,
            down,
            kind: HopKind::ALL[index % HopKind::ALL.len()],
            state: HopState::ALL[index % 2],
        })
        .collect();
    Graph::new((0..count).map(node).collect(), edges)
}

/// The same chain as a picture. What is special keeps a card in sight, and its wording with it.
fn picture(graph: &Graph, direction: Direction, special: bool) -> Picture {
    let cards = graph.nodes().iter().enumerate().map(|(index, node)| Card {
        heading: node.outlet.clone().unwrap_or_else(|| "not named".to_owned()),
        meta: "7 August 2024 · Indonesian".to_owned(),
        wording: Some(Wording {
            text: "Kami siap bekerja sama sepenuhnya di berbagai bidang".to_owned(),
            lang: "id".to_owned(),
            rtl: false,
        }),
        href: format!("#step-{index}"),
        label: format!("Step {index}"),
        disc: if special { Disc::Unknown } else { Disc::Plain },
        read: graph.downstream(index).is_empty(),
        choke: false,
        notice: None,
        hidden: false,
    });
    let hops = graph.edges().iter().map(|edge| Hop {
        down: edge.down,
        up: edge.up,
        verified: edge.state == HopState::Verified,
        line: match edge.kind {
            HopKind::Translates => Line::Translation("en → id".to_owned()),
            HopKind::Syndicates => Line::Wire("wire".to_owned()),
            _ => Line::Plain,
        },
        drift: None,
        label: "one from the other".to_owned(),
        hidden: false,
    });
    Picture {
        title: "The chain".to_owned(),
        title_id: "title".to_owned(),
        desc: "How the words travelled.".to_owned(),
        desc_id: "desc".to_owned(),
        direction,
        width: if direction == Direction::Down { 328.0 } else { 1_120.0 },
        speaker: Some(Speaker { initials: "RW".to_owned(), name: "Ratna Wijayanti".to_owned(), href: None }),
        cards: cards.collect(),
        hops: hops.collect(),
        words: Words {
            circular: "circular".to_owned(),
            more_steps: "{n} more steps".to_owned(),
            more_beside: "{n} more outlets".to_owned(),
            differences: "{n} differences".to_owned(),
            more_href: "#steps".to_owned(),
        },
    }
}

/// Mostly from somebody shortly before, some from far back, every fiftieth hop closing a loop.
fn tangled(count: usize) -> Graph {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 1_000_003).unwrap_or(0) % limit
    };
    let mut ends = Vec::new();
    for down in 1..count {
        ends.push((down - 1 - below(down.min(8)), down));
        if below(4) == 0 {
            ends.push((below(down), down));
        }
        if below(50) == 0 {
            ends.push((down, below(down)));
        }
    }
    graph(count, ends.into_iter())
}

fn run(count: usize) -> Graph {
    graph(count, (1..count).map(|down| (down - 1, down)))
}

fn fan(count: usize) -> Graph {
    graph(count, (1..count).map(|down| (0, down)))
}

fn tree(count: usize) -> Graph {
    graph(count, (1..count).map(|down| ((down - 1) / 3, down)))
}
