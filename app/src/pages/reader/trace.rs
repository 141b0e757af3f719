//! The ordered list: everything that the picture says, in words, with each step's own wording beside it.

use crate::{
    components::{Day, Name, Wording, isolated},
    i18n::{ReaderWords, fill, labels},
    pages::reader::{
        budget::NAMES,
        changes::{changes, step_name},
        model::{Chain, Link, Place},
    },
};
use domain::{
    chain::{Basis, HopKind, HopState},
    quote::Directness,
    text::clip,
    web,
};
use leptos::prelude::*;
use service::StepPlace;

/// Code points of the words of a step that is told in one line.
const SHORT_WORDS: usize = 60;
/// Steps that one sentence names by their numbers.
const MOST_NUMBERS: usize = 4 * NAMES;

/// The list of steps.
pub(super) fn trace(chain: &Chain<'_>) -> impl IntoView + use<> {
    let (all, full) = (chain.order.len(), chain.plan().full.iter().filter(|full| **full).count());
    let intro = (full < all).then(|| {
        let says = fill(chain.w.long.intro, &[("n", &full.to_string()), ("all", &all.to_string())]);
        view! { <p class="more">{says}</p> }
    });
    let (listed, left_out): (Vec<usize>, Vec<usize>) = chain.order.iter().partition(|&&v| chain.is_listed(v));
    let not_listed = left_out.first().map(|&first| {
        let says = fill(chain.w.long.not_listed, &[("n", &left_out.len().to_string())]);
        let text = fill(chain.w.long.step, &[("n", &chain.number(first).to_string())]);
        view! { <p class="more">{says} " " <a href=chain.step_page(first) rel="nofollow">{text}</a></p> }
    });
    let tell = |v: usize| if chain.plan().full[v] { step(chain, v) } else { short(chain, v) };
    let steps = listed.into_iter().map(tell).collect_view();
    view! { {intro} <ol class="trace">{steps}</ol> {not_listed} }
}

/// A step in one line, with the way to its own page.
fn short(chain: &Chain<'_>, v: usize) -> AnyView {
    let r = &chain.w.reader;
    let number = fill(r.step_n, &[("n", &chain.number(v).to_string())]);
    let name = if chain.place(v) == Place::Unnamed { r.not_named.to_owned() } else { chain.name(v) };
    let date = chain.view.published_of(chain.mention(v)).map(|date| view! { <Day date/> });
    let words = clip(&chain.mention(v).wording, SHORT_WORDS);
    let lang = chain.mention(v).lang.as_ref();
    let (tag, dir) = (lang.map(ToString::to_string), lang.map(|l| l.dir().as_str()));
    let words = (!words.is_empty()).then(|| view! { <p class="trace__meta" lang=tag dir=dir>{words}</p> });
    let ups: Vec<usize> = chain.ups(v).map(|(_, link)| link.up).collect();
    view! {
        <li id=chain.anchor(v) class="trace__step trace__step--short">
            <div class="trace__when"><span class="trace__number">{number}</span> {date}</div>
            <div class="trace__head">
                <h3><bdi>{name}</bdi></h3>
                {words}
                {chain.mention(v).read.then(|| view! { <p class="trace__read">{r.readers_saw}</p> })}
            </div>
            <div class="trace__body">{took_from(chain, chain.w.long.took, &ups)} {whole(chain, v)}</div>
        </li>
    }
    .into_any()
}

/// The way to a step's own page.
fn whole(chain: &Chain<'_>, v: usize) -> AnyView {
    let text = chain.w.long.whole_step;
    let label = format!("{text}: {}", fill(chain.w.long.step, &[("n", &chain.number(v).to_string())]));
    view! { <p><a href=chain.step_page(v) aria-label=label rel="nofollow">{text}</a></p> }.into_any()
}

/// The steps that the words came from, by number alone.
fn took_from(chain: &Chain<'_>, sentence: &'static str, ups: &[usize]) -> Option<AnyView> {
    let mut ups = ups.to_vec();
    ups.sort_by_key(|&up| chain.number(up));
    let rest = ups.len().saturating_sub(MOST_NUMBERS);
    ups.truncate(MOST_NUMBERS);
    if ups.is_empty() {
        return None;
    }
    let (before, after) = sentence.split_once("{steps}").unwrap_or((sentence, ""));
    let links: Vec<AnyView> = ups
        .iter()
        .enumerate()
        .map(|(n, &up)| {
            let comma = (n > 0).then_some(", ");
            let text = fill(chain.w.long.step, &[("n", &chain.number(up).to_string())]);
            view! { {comma}<a href=chain.href(up)>{text}</a> }.into_any()
        })
        .collect();
    let rest = (rest > 0).then(|| format!(", {}", fill(chain.w.long.more, &[("n", &rest.to_string())])));
    Some(view! { <p>{before}{links}{rest}{after}</p> }.into_any())
}

/// One step with all that is known of it.
pub(super) fn step(chain: &Chain<'_>, v: usize) -> AnyView {
    let (r, lang, mention) = (&chain.w.reader, chain.w.lang, chain.mention(v));
    let unnamed = chain.place(v) == Place::Unnamed;
    let mut meta: Vec<String> = Vec::new();
    if !unnamed {
        meta.extend(mention.lang.as_ref().map(|l| labels::language(lang, l)));
        if !mention.wording.is_empty() {
            meta.extend(mention.directness.map(|d| labels::directness(lang, d).to_lowercase()));
        }
    }
    let published = chain.view.published_of(mention);
    let class = if unnamed { "trace__step trace__step--unnamed" } else { "trace__step" };
    let is_cut =
        !chain.plan().whole[v] || chain.not_compared(v) > 0 || chain.ups(v).any(|(n, _)| !chain.plan().sentence[n]);
    let whole_where_cut = (is_cut && chain.base.is_empty()).then(|| {
        let cut = (!chain.plan().whole[v]).then(|| view! { <p class="more">{chain.w.long.cut_short}</p> });
        view! { {cut} {whole(chain, v)} }
    });
    view! {
        <li id=chain.anchor(v) class=class>
            <div class="trace__when">
                <span class="trace__number">{fill(r.step_n, &[("n", &chain.number(v).to_string())])}</span>
                {match published {
                    Some(date) => view! { <Day date/> }.into_any(),
                    None if unnamed => ().into_any(),
                    None => view! { <span>{r.published_unknown}</span> }.into_any(),
                }}
            </div>
            <div class="trace__head">
                {heading(chain, v)}
                {(!meta.is_empty()).then(|| view! { <p class="trace__meta">{meta.join(" · ")}</p> })}
                {mention.read.then(|| view! { <p class="trace__read">{r.readers_saw}</p> })}
            </div>
            <div class="trace__words">{wording(chain, v)}</div>
            <div class="trace__body">{says(chain, v)} {links(chain, v)} {whole_where_cut}</div>
            {changes(chain, v)}
        </li>
    }
    .into_any()
}

/// Where the step stands.
fn heading(chain: &Chain<'_>, v: usize) -> AnyView {
    let r = &chain.w.reader;
    match chain.view.place_of(chain.mention(v)) {
        StepPlace::Outlet(outlet, document) => {
            let outlet = match outlet {
                Some(o) => {
                    let href = o.is_public.then(|| o.path.clone());
                    view! { <Name name=o.name.clone() lang=None href=href/> }.into_any()
                }
                None => view! { {r.outlet_unknown} }.into_any(),
            };
            let document = document.filter(|d| !d.label.is_empty()).map(|d| {
                let href = d.is_public.then(|| d.path.clone());
                view! { <p class="trace__title"><Name name=clip(&d.label, 140) lang=d.lang.clone() href=href/></p> }
            });
            view! { <h3>{outlet}</h3> {document} }.into_any()
        }
        StepPlace::Carrier(speaker) => {
            let href = speaker.is_public.then(|| speaker.path.clone());
            view! { <h3><Name name=speaker.name.clone() lang=speaker.lang.clone() href=href/></h3> }.into_any()
        }
        StepPlace::Unknown => view! { <h3>{r.not_named}</h3> }.into_any(),
    }
}

/// What is known of the step, sentence by sentence.
fn says(chain: &Chain<'_>, v: usize) -> AnyView {
    let (r, mention) = (&chain.w.reader, chain.mention(v));
    let place = chain.place(v);
    let mut out: Vec<AnyView> = Vec::new();
    if let Some(document) = chain.withdrawn(v) {
        let retracted = document.standing == domain::document::Standing::Retracted;
        let word = if retracted { r.n_retracted } else { r.n_corrected };
        let (note, lang) = (document.standing_note.clone(), document.lang.as_ref().map(ToString::to_string));
        out.push(
            view! {
                <p class="trace__alert"><strong>{word}"."</strong> " " <bdi lang=lang>{note}</bdi></p>
            }
            .into_any(),
        );
    }
    out.extend(super::plausible::recheck(chain, v));
    let mut facts: Vec<String> = Vec::new();
    let has_ups = chain.ups(v).next().is_some();
    match place {
        Place::Unnamed if !mention.basis().is_first_hand() => facts.push(r.not_named_text.to_owned()),
        Place::Carrier if mention.basis() == Basis::Unknown => facts.push(r.handed_on.to_owned()),
        _ if mention.basis() == Basis::Unknown && has_ups => {}
        _ => facts.push(basis(r, mention.basis()).to_owned()),
    }
    if !mention.wire_credit.is_empty() {
        facts.push(fill(r.wire_credit, &[("name", &isolated(&mention.wire_credit))]));
    }
    if !has_ups && !mention.basis().is_first_hand() && place != Place::Unnamed {
        facts.push((if place == Place::Carrier { r.gap_carrier } else { r.gap }).to_owned());
    }
    if chain.view.analysis.chokes.contains(&v) && chain.view.saved.quote.mentions.len() > 2 {
        facts.push(r.choke_step.to_owned());
    }
    if let Some(members) = chain.view.analysis.loops.iter().find(|l| l.contains(&v)) {
        let mut others: Vec<usize> = members.iter().copied().filter(|&m| m != v).collect();
        others.sort_by_key(|&m| chain.number(m));
        let others: Vec<String> = others.iter().map(|&m| step_name(chain, m)).collect();
        facts.push(fill(r.loop_step, &[("steps", &chain.some(others))]));
    }
    if !facts.is_empty() {
        out.push(view! { <p>{facts.join(" ")}</p> }.into_any());
    }
    let (told, rest): (Vec<_>, Vec<_>) = chain.ups(v).partition(|(n, _)| chain.plan().sentence[*n]);
    out.extend(told.iter().map(|(_, link)| took(chain, link)));
    let rest: Vec<usize> = rest.iter().map(|(_, link)| link.up).collect();
    out.extend(took_from(chain, if told.is_empty() { chain.w.long.took } else { chain.w.long.took_more }, &rest));
    if !mention.note.is_empty() {
        let note = chain.text(v, &mention.note);
        out.push(view! { <p class="trace__note">{r.note} " " <bdi>{note}</bdi></p> }.into_any());
    }
    view! { <div class="trace__says">{out}</div> }.into_any()
}

fn basis(r: &'static ReaderWords, basis: Basis) -> &'static str {
    match basis {
        Basis::Heard => r.b_heard,
        Basis::Interview => r.b_interview,
        Basis::Recording => r.b_recording,
        Basis::Transcript => r.b_transcript,
        Basis::OfficialRelease => r.b_release,
        Basis::OwnPost => r.b_own_post,
        Basis::Wire => r.b_wire,
        Basis::Outlet => r.b_outlet,
        Basis::Social => r.b_social,
        Basis::Unknown => r.b_unknown,
    }
}

/// What the step did with the words of a step before it, and how sure that is.
fn took(chain: &Chain<'_>, link: &Link<'_>) -> AnyView {
    let (r, hop) = (&chain.w.reader, link.hop);
    let unnamed = chain.place(link.up) == Place::Unnamed;
    let sentence = match (hop.kind, unnamed) {
        (HopKind::Translates, true) => r.h_unnamed_translates,
        (_, true) => r.h_unnamed_quotes,
        (HopKind::Quotes, false) => r.h_quotes,
        (HopKind::Translates, false) => r.h_translates,
        (HopKind::Paraphrases, false) => r.h_paraphrases,
        (HopKind::Syndicates, false) => r.h_syndicates,
        (HopKind::Summarises, false) => r.h_summarises,
    };
    // The sentence with a link in the place of the step's name.
    let (before, after) = sentence.split_once("{up}").unwrap_or((sentence, ""));
    let href = chain.href(link.up);
    let evidence = chain.text(link.down, &hop.evidence);
    let state = match (hop.state, unnamed) {
        (HopState::Verified, _) => Some(r.verified),
        (HopState::Asserted, true) => None,
        (HopState::Asserted, false) if hop.evidence.is_empty() => Some(r.asserted_bare),
        (HopState::Asserted, false) => Some(r.asserted),
    };
    let evidence = (!evidence.is_empty()).then(|| {
        let lang = chain.mention(link.down).lang.as_ref();
        let (tag, dir) = (lang.map(ToString::to_string), lang.map(|l| l.dir().as_str()));
        if hop.state == HopState::Verified {
            // An editor's own note, in whatever language the newsroom writes.
            view! { " " {r.compared} " " <bdi>{evidence}</bdi> }.into_any()
        } else {
            let (open, close) = domain::lang::quote_marks(lang);
            view! { " " {r.evidence} " " <bdi class="evidence" lang=tag dir=dir>{open}{evidence}{close}</bdi> }
                .into_any()
        }
    });
    let back = link.back.then(|| view! { " " <span class="circular">"(↻ " {r.circular} ")"</span> });
    view! {
        <p>{before}<a href=href>{step_name(chain, link.up)}</a>{back}{after} {state.map(|s| format!(" {s}"))} {evidence}</p>
    }
    .into_any()
}

/// The step's own wording.
fn wording(chain: &Chain<'_>, v: usize) -> AnyView {
    let (r, mention) = (&chain.w.reader, chain.mention(v));
    if mention.wording.is_empty() {
        return view! { <p class="trace__none">{r.no_wording}</p> }.into_any();
    }
    let lang = mention.lang.as_ref();
    let (tag, dir) = (lang.map(ToString::to_string), lang.map(|l| l.dir().as_str()));
    let label = match mention.directness {
        Some(Directness::Indirect) => Some(chain.w.common.told_indirectly),
        Some(Directness::Mixed) => Some(chain.w.common.partly_quoted),
        Some(Directness::Direct) | None => None,
    };
    let cite = chain.view.document_of(mention).and_then(|d| d.url.clone());
    let cue = (!mention.cue.is_empty()).then(|| {
        let (open, close) = domain::lang::quote_marks(lang);
        let cue = chain.text(v, &mention.cue);
        view! {
            <p class="trace__cue">{r.cue} " " <bdi lang=tag.clone()>{open}{cue}{close}</bdi></p>
        }
    });
    view! {
        {label.map(|l| view! { <p class="eyebrow">{l}</p> })}
        <blockquote lang=tag.clone() dir=dir cite=cite>
            <p><Wording text=chain.text(v, &mention.wording) lang=mention.lang.clone() directness=mention.directness/></p>
        </blockquote>
        {cue}
    }
    .into_any()
}

/// Where to read on: the page itself, at the words, and the copy that was kept.
fn links(chain: &Chain<'_>, v: usize) -> Option<AnyView> {
    let (r, mention) = (&chain.w.reader, chain.mention(v));
    let document = chain.view.document_of(mention)?;
    let words = mention.anchor.as_ref().map_or(mention.wording.as_str(), |a| a.exact.as_str());
    let at_words = document.url.as_deref().filter(|_| !words.trim().is_empty()).map(|u| web::text_fragment(u, words));
    let name = isolated(&chain.name(v));
    let link = |href: String, text: &'static str| {
        let label = format!("{text}: {name}");
        view! { <li><a href=href rel="external" aria-label=label>{text}</a></li> }
    };
    // The title above leads to the document; one without a title needs another way there.
    let own = (document.is_public && document.label.is_empty()).then(|| {
        let label = format!("{}: {name}", r.l_document);
        view! { <li><a href=document.path.clone() aria-label=label>{r.l_document}</a></li> }
    });
    if at_words.is_none() && own.is_none() && document.url.is_none() && document.archived_url.is_none() {
        return None;
    }
    view! {
        <ul class="links">
            {at_words.map(|href| link(href, r.l_open_words))}
            {document.url.clone().map(|href| link(href, r.l_original))}
            {document.archived_url.clone().map(|href| link(href, r.l_archive))} {own}
        </ul>
    }
    .into_any()
    .into()
}
