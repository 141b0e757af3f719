//! Strongly connected components, without recursion: a chain of thousands must not end the stack.
//! Components come out with everything downstream of them before them.

use super::graph::Graph;

/// The strongly connected components of the mentions kept, each sorted; a component comes after
/// all components downstream of it.
pub(super) fn components(graph: &Graph, keep: &[bool]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let n = graph.len();
    let mut order = vec![UNSEEN; n];
    let mut low = vec![0; n];
    let mut open = vec![false; n];
    let mut stack = Vec::new();
    let mut found = Vec::new();
    let mut counter = 0;
    let mut calls: Vec<(usize, usize)> = Vec::new();
    for start in (0..n).filter(|&v| keep[v]) {
        if order[start] != UNSEEN {
            continue;
        }
        calls.push((start, 0));
        while let Some(call) = calls.last_mut() {
            let (v, next) = *call;
            if next == 0 {
                order[v] = counter;
                low[v] = counter;
                counter += 1;
                stack.push(v);
                open[v] = true;
            }
            if let Some(&(w, _)) = graph.downstream(v).get(next) {
                call.1 += 1;
                if keep[w] && order[w] == UNSEEN {
                    calls.push((w, 0));
                } else if keep[w] && open[w] {
                    low[v] = low[v].min(order[w]);
                }
            } else {
                calls.pop();
                if let Some(&(parent, _)) = calls.last() {
                    low[parent] = low[parent].min(low[v]);
                }
                if low[v] == order[v] {
                    let from = stack.iter().rposition(|&w| w == v).unwrap_or(0);
                    let mut members = stack.split_off(from);
                    for &w in &members {
                        open[w] = false;
                    }
                    members.sort_unstable();
                    found.push(members);
                }
            }
        }
    }
    found
}
