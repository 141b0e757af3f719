//! Where in its layer each card goes: as near to its neighbours as it can be without overlap.
//! Each layer is an isotonic regression, which gives the best places in one linear pass.

use super::layers::Layered;

const SWEEPS: usize = 8;
/// Bends give way to cards, so that a chain of cards runs straight and long hops go round it.
const BEND: f64 = 0.1;
/// A card lines up with the cards beside it rather than with the hops that pass them by.
const ASIDE: f64 = 0.1;

/// The centre of each vertex across the flow. `breadth` is the room each takes, gap included.
pub(super) fn spread(plan: &Layered, breadth: &[f64]) -> Vec<f64> {
    let mut centre = vec![0.0; breadth.len()];
    for rank in &plan.ranks {
        let mut at = 0.0;
        for &v in rank {
            centre[v] = at + breadth[v] / 2.0;
            at += breadth[v];
        }
    }
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        let both = sweep + 2 >= SWEEPS;
        let layers: Vec<usize> =
            if down { (0..plan.ranks.len()).collect() } else { (0..plan.ranks.len()).rev().collect() };
        for layer in layers {
            let wanted: Vec<(f64, f64)> = plan.ranks[layer]
                .iter()
                .map(|&v| {
                    let bend = v >= plan.mentions;
                    let pull = |&w: &usize| {
                        let heft = if bend || w < plan.mentions { 1.0 } else { ASIDE };
                        (centre[w], heft)
                    };
                    let before = plan.before[v].iter().map(pull);
                    let after = plan.after[v].iter().map(pull);
                    let want = if both {
                        mean(before.chain(after))
                    } else if down {
                        mean(before)
                    } else {
                        mean(after)
                    };
                    let weight = match (want.is_some(), bend) {
                        (false, _) => 0.01,
                        (true, true) => BEND,
                        (true, false) => 1.0,
                    };
                    (want.unwrap_or(centre[v]), weight)
                })
                .collect();
            place(&plan.ranks[layer], &wanted, breadth, &mut centre);
        }
    }
    centre
}

/// Puts a layer as near to the wanted centres as its order and the breadths allow.
fn place(rank: &[usize], wanted: &[(f64, f64)], breadth: &[f64], centre: &mut [f64]) {
    // With the room before each taken off, "no overlap" becomes "never smaller".
    let mut offset = Vec::with_capacity(rank.len());
    let mut at = 0.0;
    for &v in rank {
        offset.push(at + breadth[v] / 2.0);
        at += breadth[v];
    }
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (index, &(want, weight)) in wanted.iter().enumerate() {
        let mut block = (want - offset[index], weight, 1);
        while let Some(&(value, heft, count)) = blocks.last() {
            if value <= block.0 {
                break;
            }
            blocks.pop();
            let sum = heft + block.1;
            block = ((value * heft + block.0 * block.1) / sum, sum, count + block.2);
        }
        blocks.push(block);
    }
    let mut index = 0;
    for (value, _, count) in blocks {
        for _ in 0..count {
            centre[rank[index]] = value + offset[index];
            index += 1;
        }
    }
}

/// The mean of some values by weight, if there are any.
fn mean(values: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, heft) = values.fold((0.0, 0.0), |(sum, total), (value, heft)| (sum + value * heft, total + heft));
    (heft > 0.0).then(|| sum / heft)
}
