//! The picture of the first pairs, and in words what its lines look like.

use crate::{
    components::isolated,
    context::words,
    i18n::{Words, fill},
};
use export::leaning::{Chart, Line, Outlet, Pair, choose, svg};
use leptos::prelude::*;
use service::{LeanPair, OutletName};

/// Outlets that the picture holds at most, both columns together.
const OUTLETS: usize = 14;
/// Lines that it holds at most.
const LINES: usize = 24;
/// Room for it on a phone and on a desk, in CSS pixels.
const PHONE: f64 = 328.0;
const DESK: f64 = 820.0;

/// The picture, drawn for a phone and for a desk. The style sheet shows one of them.
#[component]
pub(super) fn Picture(
    /// The first pairs of the list.
    pairs: Vec<LeanPair>,
    /// Whether the list goes on behind its first page.
    goes_on: bool,
) -> impl IntoView {
    let w = words();
    let l = &w.leaning;
    let phone = chart(w, &pairs, "phone", PHONE);
    let desk = chart(w, &pairs, "desk", DESK);
    let left_out = pairs.len() - phone.lines.len();
    let more = match left_out {
        0 => None,
        _ if goes_on => Some(l.left_out_rest.to_owned()),
        1 => Some(l.left_out_one.to_owned()),
        n => Some(fill(l.left_out_many, &[("n", &n.to_string())])),
    };
    view! {
        <section class="leaning" aria-labelledby="picture">
            <h2 id="picture">{l.picture}</h2>
            <div class="lean-phone" inner_html=svg(&phone)></div>
            <div class="lean-desk" inner_html=svg(&desk)></div>
            <ul class="lean-key">
                <li inner_html=key("lean-line lean-thick", l.key_width)></li>
                <li inner_html=key("lean-line", l.key_solid)></li>
                <li inner_html=key("lean-line lean-open", l.key_dashed)></li>
            </ul>
            {more.map(|m| view! { <p class="aside">{m}</p> })}
        </section>
    }
}

/// A sample of a line with its meaning; both are our own words.
fn key(class: &str, text: &str) -> String {
    format!(
        "<svg class=\"chain-picture lean-sample\" width=\"44\" height=\"12\" viewBox=\"0 0 44 12\" aria-hidden=\"true\" \
         fill=\"none\" stroke=\"currentColor\"><path class=\"{class}\" stroke-width=\"2.5\" d=\"M1 6H43\"/></svg>{text}"
    )
}

fn chart(w: &Words, pairs: &[LeanPair], prefix: &str, width: f64) -> Chart {
    let l = &w.leaning;
    let asked: Vec<Pair<&str>> = pairs
        .iter()
        .map(|p| Pair { down: p.down.public_id.as_str(), up: p.up.public_id.as_str(), quotes: p.quotes.unsigned_abs() })
        .collect();
    let chosen = choose(&asked, OUTLETS, LINES);
    let outlet = |id: &&str| {
        let ends = pairs.iter().flat_map(|p| [&p.down, &p.up]);
        let found: Option<&OutletName> = ends.into_iter().find(|o| o.public_id.as_str() == *id);
        Outlet {
            name: found.map(|o| o.name.clone()).unwrap_or_default(),
            href: found.map(|o| format!("{}/leaning", o.path())).unwrap_or_default(),
        }
    };
    let place = |column: &[&str], id: &str| column.iter().position(|o| *o == id).unwrap_or_default();
    let lines: Vec<Line> = chosen
        .pairs
        .iter()
        .filter_map(|at| pairs.get(*at))
        .map(|p| Line {
            left: place(&chosen.left, p.down.public_id.as_str()),
            right: place(&chosen.right, p.up.public_id.as_str()),
            quotes: p.quotes.unsigned_abs(),
            is_verified: p.verified == p.hops,
            label: format!(
                "{}; {}",
                fill(
                    l.see_quotes,
                    &[
                        ("quotes", &l.quotes(p.quotes)),
                        ("down", &isolated(&p.down.name)),
                        ("up", &isolated(&p.up.name)),
                    ],
                ),
                l.verified(p.verified, p.hops)
            ),
        })
        .collect();
    let count = match lines.len() {
        1 => l.picture_lines_one.to_owned(),
        n => fill(l.picture_lines_many, &[("n", &n.to_string())]),
    };
    Chart {
        title: l.picture_title.to_owned(),
        title_id: format!("lean-{prefix}-title"),
        desc: fill(l.picture_desc, &[("lines", &count)]),
        desc_id: format!("lean-{prefix}-desc"),
        width,
        heads: [l.col_down.to_owned(), l.col_up.to_owned()],
        left: chosen.left.iter().map(outlet).collect(),
        right: chosen.right.iter().map(outlet).collect(),
        lines,
    }
}
