//! One quotation that was found: what matters in sight, the rest behind "Change".

use crate::{
    forms::{FormState, Kind, Text, hidden, select},
    i18n::{fill, labels},
};
use domain::{
    date::PartialDate,
    form::{ArticleForm, CardForm, ChainForm},
    lang::LangTag,
    quote::Directness,
    speaker::SpeakerKind,
    text::clip,
};
use leptos::prelude::*;
use service::{Band, CardNote, Logged};

const FIELDS: [&str; 8] =
    ["wording", "speaker_name", "speaker_kind", "role_then", "addressee", "directness", "cue", "chain"];

/// The card of quotation `n`.
pub(super) fn view(
    state: &FormState,
    form: &ArticleForm,
    n: usize,
    note: Option<&CardNote>,
    logged: &[Logged],
) -> AnyView {
    let Some(card) = form.quotes.get(n) else { return ().into_any() };
    let a = &state.words.article;
    let lang = LangTag::parse("lang", &form.lang).ok();
    let (tag, dir) = (lang.as_ref().map(ToString::to_string), lang.as_ref().map_or("auto", |l| l.dir().as_str()));
    let name = |field: &str| ArticleForm::card_field(n, field);
    let number = (n + 1).to_string();
    let keep_id = format!("keep-{number}");
    let trust = match note.and_then(|note| note.band) {
        Some(Band::Sure) => a.sure,
        Some(Band::Likely) => a.likely,
        Some(Band::Check) => a.check,
        None => a.added,
    };
    let directness = Directness::parse(&card.directness).map(|v| labels::directness(state.lang, v));
    let has_error = FIELDS.iter().any(|f| state.error(&name(f)).is_some())
        || (0..card.chain.len()).any(|j| {
            ["outlet_name", "published", "evidence"]
                .iter()
                .any(|f| state.error(&ArticleForm::chain_field(n, j, f)).is_some())
        });
    let wants_choice = !state.offered(&name("speaker_name")).is_empty()
        || (0..card.chain.len()).any(|j| !state.offered(&ArticleForm::chain_field(n, j, "outlet_name")).is_empty());
    let is_open = has_error || wants_choice;
    view! {
        <fieldset class="found-card" class:found-card--off=card.keep.is_empty() id=format!("card-{number}") data-card=n.to_string() tabindex="-1">
            <legend class="visually-hidden">{fill(a.number, &[("n", &number)])}</legend>
            {hidden(&name("proposal"), &card.proposal)}
            <input type="hidden" id=format!("f-quotes-{n}-segments") name=name("segments") value=card.segments.clone()/>
            <p class="found-card__head checkbox">
                <input type="checkbox" id=keep_id.clone() name=name("keep") value="on" checked=!card.keep.is_empty()/>
                <label for=keep_id>{a.keep} " " <strong>{number.clone()}</strong></label>
                <span class="found-card__trust">{directness} {directness.map(|_| " · ")} {trust}</span>
                <a class="found-card__back" href=format!("#mark-{number}") aria-label=fill(a.number, &[("n", &number)])>"↖"</a>
            </p>
            <blockquote class="found-card__words" id=format!("words-{number}") lang=tag dir=dir>{card.wording.clone()}</blockquote>
            {who(state, form, n)}
            {drawing(state, form, card)}
            {note.map(|note| notes(state, note, logged))}
            <details open=is_open class="found-card__more">
                <summary>{a.change}</summary>
                <div class="fields">{fields(state, form, n, card)}</div>
            </details>
        </fieldset>
    }
    .into_any()
}

/// Who said it, in one line.
fn who(state: &FormState, form: &ArticleForm, n: usize) -> AnyView {
    let a = &state.words.article;
    let card = &form.quotes[n];
    let owner = (0..=n).rev().find(|m| form.quotes[*m].same.is_empty()).unwrap_or(n);
    let named = &form.quotes[owner];
    let is_known = !matches!(named.speaker_pick.as_str(), "" | "new");
    let is_anonymous = named.speaker_kind == SpeakerKind::Anonymous.as_str();
    let role = if card.role_then.is_empty() { named.role_then.clone() } else { card.role_then.clone() };
    let shown = if named.speaker_name.is_empty() { a.nobody.to_owned() } else { named.speaker_name.clone() };
    let mark = if is_known {
        Some(a.in_library)
    } else if named.speaker_name.is_empty() || is_anonymous {
        None
    } else {
        Some(a.is_new)
    };
    view! {
        <p class="found-card__who">
            <strong><bdi>{if is_anonymous { format!("“{shown}”") } else { shown }}</bdi></strong>
            {mark.map(|m| view! { " " <span class="found-card__mark">{m}</span> })}
            {(!role.is_empty()).then(|| view! { ", " <bdi>{role}</bdi> })}
            {(!card.cue.is_empty()).then(|| view! { " · " <q lang=form.lang.clone()>{card.cue.clone()}</q> })}
        </p>
    }
    .into_any()
}

/// The chain as a small drawing: a list from the reader's end, with a hollow step where nobody is named.
fn drawing(state: &FormState, form: &ArticleForm, card: &CardForm) -> AnyView {
    let a = &state.words.article;
    let own = if form.outlet_name.is_empty() { a.here.to_owned() } else { form.outlet_name.clone() };
    let mut steps: Vec<AnyView> =
        vec![view! { <li class="minichain__read"><bdi>{clip(&own, 40)}</bdi></li> }.into_any()];
    for hop in card.chain.iter().filter(|h| !h.outlet_name.is_empty() || !h.evidence.is_empty()) {
        let date = PartialDate::parse("published", &hop.published).map(|p| p.display(state.lang)).ok();
        let is_named = !hop.outlet_name.is_empty();
        let outlet = if is_named { clip(&hop.outlet_name, 40) } else { a.not_named.to_owned() };
        steps.push(
            view! { <li class:minichain__gap=!is_named><bdi>{outlet}</bdi> {date.map(|p| format!(", {p}"))}</li> }
                .into_any(),
        );
    }
    if steps.len() == 1 {
        steps.push(view! { <li class="minichain__gap">{a.not_named}</li> }.into_any());
    }
    view! { <ol class="minichain" aria-label=a.chain_label>{steps}</ol> }.into_any()
}

/// What the library says to it.
fn notes(state: &FormState, note: &CardNote, logged: &[Logged]) -> AnyView {
    let a = &state.words.article;
    let changed = note.changed.and_then(|place| logged.get(place)).map(|l| {
        view! {
            <p class="found-card__note">
                {a.was}
                " "
                <a href=format!("/desk/quotes/{}", l.public_id)><bdi>{clip(&l.wording, 90)}</bdi></a>
            </p>
        }
    });
    let same = (!note.same_words.is_empty()).then(|| {
        let links: Vec<_> = note
            .same_words
            .iter()
            .enumerate()
            .map(|(k, c)| {
                let who = c.speaker.as_ref().map_or_else(|| a.nobody.to_owned(), |(_, name)| name.clone());
                let at = c.outlet.clone().map(|o| format!(", {o}")).unwrap_or_default();
                view! {
                    {(k > 0).then_some("; ")}
                    <a href=format!("/desk/quotes/{}", c.public_id)><bdi>{format!("{who}{at}")}</bdi></a>
                }
            })
            .collect();
        view! { <p class="found-card__note">{a.same_words} " " {links}</p> }
    });
    view! {
        {changed}
        {same}
    }
    .into_any()
}

fn fields(state: &FormState, form: &ArticleForm, n: usize, card: &CardForm) -> AnyView {
    let (a, d, lang) = (&state.words.article, &state.words.desk, state.lang);
    let name = |field: &str| ArticleForm::card_field(n, field);
    let kinds =
        SpeakerKind::ALL.iter().map(|k| (k.as_str().to_owned(), labels::speaker_kind(lang, *k).to_owned())).collect();
    let directness =
        Directness::ALL.iter().map(|v| (v.as_str().to_owned(), labels::directness(lang, *v).to_owned())).collect();
    let same_id = format!("same-{}", n + 1);
    let same = (n > 0).then(|| {
        view! {
            <p class="checkbox">
                <input type="checkbox" id=same_id.clone() name=name("same") value="on" checked=!card.same.is_empty()/>
                <label for=same_id.clone()>{a.same}</label>
            </p>
        }
    });
    let chain: Vec<AnyView> = (0..card.chain.len()).map(|j| hop(state, n, j, &card.chain[j])).collect();
    let at = |verb: &str| format!("{verb}:{n}");
    let here = format!("/desk/articles/new#card-{}", n + 1);
    let has_next = n + 1 < form.quotes.len();
    let button = |verb: &str, label: &'static str| {
        view! {
            <button class="button button--quiet" name="do" value=at(verb) formaction=here.clone() data-verb=verb.to_owned()>{label}</button>
        }
    };
    view! {
        {state.name(
            &Text::line(&name("speaker_name"), d.speaker, "", &card.speaker_name),
            "speaker",
            &name("speaker_pick"),
            &card.speaker_pick,
        )}
        {same}
        <div class="row">
            {state.text(&Text::line(&name("role_then"), d.role_then, a.role_hint, &card.role_then).lang(&form.lang))}
            {select(state, &name("speaker_kind"), d.speaker_kind, "", &card.speaker_kind, kinds, None)}
        </div>
        {state.text(
            &Text::line(&name("wording"), a.words, a.words_hint, &card.wording).kind(Kind::Block(3)).lang(&form.lang),
        )}
        <div class="row row--three">
            {select(state, &name("directness"), d.directness, "", &card.directness, directness, Some(d.not_chosen))}
            {state.text(&Text::line(&name("cue"), d.cue, "", &card.cue).lang(&form.lang))}
            {state.text(&Text::line(&name("addressee"), d.addressee, "", &card.addressee).lang(&form.lang))}
        </div>
        {(!chain.is_empty()).then(|| view! { <fieldset class="hops"><legend>{a.via}</legend>{chain}</fieldset> })}
        <p class="actions">
            {button("hop", a.add_outlet)}
            {button("split", a.split)}
            {has_next.then(|| button("join", a.join))}
        </p>
    }
    .into_any()
}

fn hop(state: &FormState, n: usize, j: usize, hop: &ChainForm) -> AnyView {
    let (a, d) = (&state.words.article, &state.words.desk);
    let name = |field: &str| ArticleForm::chain_field(n, j, field);
    let label = fill(a.outlet_n, &[("n", &(j + 1).to_string())]);
    // A field of one line would lose line ends.
    let evidence_kind = if hop.evidence.contains('\n') { Kind::Block(2) } else { Kind::Line };
    view! {
        <div class="hop">
            <div class="row">
                {state.name(
                    &Text::line(&name("outlet_name"), &label, "", &hop.outlet_name),
                    "outlet",
                    &name("outlet_pick"),
                    &hop.outlet_pick,
                )}
                {state.text(&Text::line(&name("published"), a.published_there, "", &hop.published).kind(Kind::Date))}
            </div>
            {state.text(&Text::line(&name("evidence"), d.evidence, "", &hop.evidence).kind(evidence_kind))}
        </div>
    }
    .into_any()
}
