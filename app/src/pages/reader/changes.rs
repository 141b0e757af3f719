//! What changed on the way: over each hop, and from the beginning to what readers saw.
//! The domain decides how far two wordings may be compared; here is only how that is told.

use crate::{
    components::{Diff, DiffSide, isolated},
    i18n::{fill, labels},
    pages::reader::{
        budget::OF_ENDS,
        how::{number, upper_first},
        model::{Chain, Link, Place},
    },
};
use domain::{
    drift::{End, end_to_end},
    lang::LangTag,
};
use leptos::prelude::*;

/// Most read mentions that are held against the beginning.
const ENDS: usize = 3;

/// "step 2 (The Guardian)".
pub(super) fn step_name(chain: &Chain<'_>, v: usize) -> String {
    let n = chain.number(v).to_string();
    if chain.place(v) == Place::Unnamed {
        return fill(chain.w.reader.up_step_bare, &[("n", &n)]);
    }
    fill(chain.w.reader.up_step, &[("n", &n), ("name", &isolated(&chain.name(v)))])
}

/// The same at the head of a sentence.
fn step_title(chain: &Chain<'_>, v: usize) -> String {
    upper_first(&step_name(chain, v))
}

/// Where the differences over a hop stand on the page.
pub(super) fn anchor(link: &Link<'_>) -> String {
    format!("changes-{}-{}", link.hop.down.0, link.hop.up.0)
}

fn side<'c>(chain: &Chain<'c>, v: usize) -> DiffSide<'c> {
    let end = End::of(chain.mention(v));
    DiffSide { label: in_language(chain, chain.w.drift.side_lang, v, end.lang), end }
}

fn in_language(chain: &Chain<'_>, sentence: &str, v: usize, lang: Option<&LangTag>) -> String {
    let lang = lang.map(|l| labels::language(chain.w.lang, l)).unwrap_or_default();
    upper_first(&fill(sentence, &[("step", &step_name(chain, v)), ("lang", &lang)]))
}

/// What changed over the hops by which a step had the words.
pub(super) fn changes(chain: &Chain<'_>, v: usize) -> Option<AnyView> {
    let all: Vec<AnyView> = chain.ups(v).filter_map(|(n, link)| over_hop(chain, n, link)).collect();
    let l = &chain.w.long;
    let open = chain.not_compared(v);
    let not_here = (open > 0).then(|| {
        let says = match open {
            1 => l.not_compared_one.to_owned(),
            n => fill(l.not_compared, &[("n", &n.to_string())]),
        };
        view! { <p class="more">{says}</p> }
    });
    (!all.is_empty() || open > 0).then(|| view! { <div class="trace__changes">{all}{not_here}</div> }.into_any())
}

fn over_hop(chain: &Chain<'_>, n: usize, link: &Link<'_>) -> Option<AnyView> {
    let (w, drift) = (chain.w, chain.drift(n));
    let direct = drift.direct.as_ref()?;
    let id = anchor(link);
    let (up, down) = (side(chain, link.up), side(chain, link.down));
    let title = fill(w.drift.compared, &[("up", &step_name(chain, link.up))]);
    let limit = chain.drawn(n);
    let ids = format!("{id}-d");
    let shown = Diff { words: w, id: ids, title, comparison: direct, up: up.clone(), down, open: true, limit }.view();
    let back = drift.back.as_ref().map(|back| {
        let lang = up.end.lang;
        let name = lang.map(|l| labels::language(w.lang, l)).unwrap_or_default();
        let note = fill(w.drift.back_note, &[("down", &step_name(chain, link.down)), ("lang", &name)]);
        let down = DiffSide {
            label: in_language(chain, w.drift.back_side, link.down, lang),
            end: End { text: &link.hop.back_translation, lang },
        };
        let title = w.drift.back_title.to_owned();
        let ids = format!("{id}-b");
        let diff = Diff { words: w, id: ids, title, comparison: back, up, down, open: true, limit }.view();
        view! {
            <div class="changes__back">
                <p class="changes__note">{note}</p>
                {diff}
            </div>
        }
    });
    Some(view! { <div class="changes" id=id>{shown} {back}</div> }.into_any())
}

/// The beginning against what readers saw, where more than one hop lies between.
pub(super) fn ends(chain: &Chain<'_>) -> Option<AnyView> {
    let (w, view) = (chain.w, chain.view);
    let all: Vec<AnyView> = end_to_end(&view.saved.quote, &view.graph, &view.analysis, ENDS)
        .iter()
        .map(|found| {
            let (up, down) = (step_title(chain, found.up), step_name(chain, found.down));
            let steps = upper_first(&number(w.lang, found.hops));
            let sentence = if found.is_origin { w.drift.ends_origin } else { w.drift.ends_known };
            let sentence = fill(sentence, &[("up", &up), ("down", &down), ("n", &steps)]);
            let id = format!("ends-{}-{}", chain.mention(found.down).key.0, chain.mention(found.up).key.0);
            let diff = Diff {
                words: w,
                id: id.clone(),
                title: fill(w.drift.compared, &[("up", &step_name(chain, found.up))]),
                comparison: &found.comparison,
                up: side(chain, found.up),
                down: side(chain, found.down),
                open: false,
                limit: OF_ENDS,
            };
            view! {
                <div class="ends__way" id=id>
                    <p>{sentence}</p>
                    {diff.view()}
                </div>
            }
            .into_any()
        })
        .collect();
    (!all.is_empty()).then(|| {
        view! {
            <section class="ends" aria-labelledby="ends">
                <h2 id="ends">{w.drift.ends_title}</h2>
                {all}
            </section>
        }
        .into_any()
    })
}
