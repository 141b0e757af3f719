//! Two wordings held against each other: every finding named in words, numbered, and marked at its characters in both.
//! Colour says nothing that form and words do not say; the wordings themselves are never struck through or changed.

use crate::i18n::{DriftWords, Words, fill};
use domain::{
    drift::{Comparison, End, Finding, Kind, Measure, Piece, Span, pieces},
    text::clip,
};
use leptos::prelude::*;

/// Most findings that are listed at once; the rest is folded.
const LISTED: usize = 12;
/// The longest that both wordings together may be, in code points, to stand open.
const OPEN: usize = 420;
/// The longest excerpt in the list, in code points.
const EXCERPT: usize = 160;

/// The sign for differences, drawn: not every font has it.
const DIFFERS: &str = "<svg aria-hidden=\"true\" width=\"14\" height=\"14\" viewBox=\"0 0 14 14\" fill=\"none\" \
                       stroke=\"currentColor\" stroke-width=\"1.5\"><path d=\"M1 5H13M1 9H13M4 13L10 1\"/></svg>";

/// One of the two wordings.
#[derive(Debug, Clone)]
pub struct DiffSide<'a> {
    /// Whose words they are, in which language.
    pub label: String,
    /// The words.
    pub end: End<'a>,
}

/// A comparison, ready to be drawn.
#[derive(Debug, Clone)]
pub struct Diff<'a> {
    /// The interface's words.
    pub words: &'static Words,
    /// Prefix of every id in it.
    pub id: String,
    /// What is compared, as the line above the findings says it.
    pub title: String,
    /// The comparison.
    pub comparison: &'a Comparison,
    /// The upstream wording.
    pub up: DiffSide<'a>,
    /// The downstream one.
    pub down: DiffSide<'a>,
    /// Whether short wordings stand open; long ones are always folded.
    pub open: bool,
    /// How many differences are listed and marked; the rest is said to be there.
    pub limit: usize,
}

/// "3 differences".
pub fn how_many(words: &Words, count: usize) -> String {
    match count {
        1 => words.reader.difference_one.to_owned(),
        n => fill(words.reader.differences, &[("n", &n.to_string())]),
    }
}

/// In what the two were compared, where that is not word by word; and why in no more.
fn scope(d: &DriftWords, comparison: &Comparison) -> (&'static str, Option<&'static str>) {
    match comparison.measure {
        Measure::Words => ("", None),
        _ if !comparison.listed => ("", Some(d.unlisted)),
        Measure::Retold => (d.in_retold, Some(d.why_retold)),
        Measure::Languages => (d.in_languages, Some(d.why_languages)),
        Measure::LanguagesRetold => (d.in_languages_retold, Some(d.why_languages)),
    }
}

impl Diff<'_> {
    /// Findings, then both wordings. Long wordings are folded; where nothing was found in one language, there is
    /// nothing to show beside that sentence.
    pub fn view(&self) -> AnyView {
        let (w, found) = (self.words, &self.comparison.findings);
        let d = &w.drift;
        let (scope, why) = scope(d, self.comparison);
        let may_say_none = self.comparison.listed || self.comparison.measure == Measure::Words;
        let end = format!("{scope}. ");
        let result = match found.len() {
            0 if may_say_none => view! { ": " <strong>{d.none}</strong>{end} }.into_any(),
            0 => ". ".into_any(),
            n => {
                let sign = view! { <span class="diff__sign" inner_html=DIFFERS></span> };
                view! { ": " {sign} <strong>{how_many(w, n)}</strong>{end} }.into_any()
            }
        };
        let title = self.title.clone();
        view! {
            <div class="diff">
                <p class="diff__head">{title}{result}{why.map(|why| view! { <span class="diff__why">{why}</span> })}</p>
                {self.list()}
                {self.texts()}
            </div>
        }
        .into_any()
    }

    /// The differences that are listed and marked.
    fn drawn(&self) -> &[Finding] {
        let found = &self.comparison.findings;
        &found[..found.len().min(self.limit)]
    }

    fn list(&self) -> Option<AnyView> {
        let found = self.drawn();
        let rest = self.comparison.findings.len() - found.len();
        let not_here = (rest > 0).then(|| {
            let says = fill(self.words.long.more_differences, &[("n", &rest.to_string())]);
            view! { <p class="more">{says}</p> }
        });
        if found.is_empty() {
            return not_here.map(IntoAny::into_any);
        }
        let items = |from: usize, to: usize| {
            let all = found.iter().enumerate().take(to).skip(from);
            all.map(|(n, f)| self.item(n, f)).collect_view()
        };
        let more = (found.len() > LISTED).then(|| {
            let title = fill(self.words.drift.more, &[("n", &(found.len() - LISTED).to_string())]);
            view! {
                <details class="diff__more">
                    <summary>{title}</summary>
                    <ol class="diff__list" role="list">{items(LISTED, found.len())}</ol>
                </details>
            }
        });
        let list = view! {
            <ol class="diff__list" role="list">{items(0, LISTED)}</ol>
            {more}
            {not_here}
        };
        Some(list.into_any())
    }

    /// What a finding is called.
    fn kind(&self, kind: Kind) -> &'static str {
        let r = &self.words.reader;
        match kind {
            Kind::Omission => r.d_omission,
            Kind::Insertion => r.d_insertion,
            // Between two languages only a name can be seen to stand in the place of another.
            Kind::Substitution if !self.comparison.measure.is_one_language() => self.words.drift.name,
            Kind::Substitution => r.d_substitution,
            Kind::Splice => r.d_splice,
            Kind::Number => r.d_number,
            Kind::Negation => r.d_negation,
            Kind::Hedge => r.d_hedge,
            Kind::Cue => r.d_cue,
            Kind::Speaker => r.d_speaker,
            Kind::QuoteMarks => r.d_quote_marks,
        }
    }

    /// One finding in words, with a way to its mark.
    fn item(&self, n: usize, finding: &Finding) -> AnyView {
        let d = &self.words.drift;
        let number = (n + 1).to_string();
        let side = if finding.up.is_empty() { 'b' } else { 'a' };
        let href = format!("#{}-{side}{number}", self.id);
        let label = fill(d.see_mark, &[("n", &number)]);
        let gone = excerpt(self.up.end.text, finding.up);
        let come = excerpt(self.down.end.text, finding.down);
        let del = |text: String| {
            let (lang, dir) = language(self.up.end);
            view! { <del lang=lang dir=dir>{text}</del> }.into_any()
        };
        let ins = |text: String| {
            let (lang, dir) = language(self.down.end);
            view! { <ins lang=lang dir=dir>{text}</ins> }.into_any()
        };
        let says = |word: &'static str| view! { " " <span class="diff__word">{word}</span> " " }.into_any();
        let arrow = || {
            view! { " " <span aria-hidden="true">"→"</span> <span class="diff__say">{d.became}</span> " " }.into_any()
        };
        let alone = !self.comparison.measure.is_one_language() && is_whole(&gone, &come);
        let change = match (gone.is_empty(), come.is_empty(), finding.kind) {
            (false, true, Kind::Omission | Kind::Splice | Kind::QuoteMarks) => del(gone),
            (true, false, Kind::Insertion) | (_, false, Kind::QuoteMarks) => ins(come),
            (true, _, _) => view! { {says(d.nothing)} {arrow()} {ins(come)} }.into_any(),
            (_, true, _) => view! { {del(gone)} {arrow()} {says(d.nothing)} }.into_any(),
            // Only one text has it: what stands opposite is the sentence in which it would be.
            _ if alone && gone.chars().count() < come.chars().count() => {
                view! { {del(gone)} {says(d.not_in)} {ins(come)} }.into_any()
            }
            _ if alone => view! { {ins(come)} {says(d.not_in)} {del(gone)} }.into_any(),
            _ => view! { {del(gone)} {arrow()} {ins(come)} }.into_any(),
        };
        let id = format!("{}-n{number}", self.id);
        view! {
            <li id=id>
                <a class="diff__n" href=href aria-label=label><span>{number}</span></a>
                <span><strong>{self.kind(finding.kind)}</strong> ": " {change}</span>
            </li>
        }
        .into_any()
    }

    /// Both wordings.
    fn texts(&self) -> Option<AnyView> {
        let found = &self.comparison.findings;
        if found.is_empty() && self.comparison.measure.is_one_language() {
            return None;
        }
        let d = &self.words.drift;
        let len = self.up.end.text.chars().count() + self.down.end.text.chars().count();
        let title = if found.is_empty() { d.texts } else { d.texts_marked };
        let ups: Vec<Span> = self.drawn().iter().map(|f| f.up).collect();
        let downs: Vec<Span> = self.drawn().iter().map(|f| f.down).collect();
        Some(
            view! {
                <details class="diff__texts" open=self.open && len <= OPEN>
                    <summary>{title}</summary>
                    <div class="diff__pair">{self.side('a', &self.up, &ups)} {self.side('b', &self.down, &downs)}</div>
                </details>
            }
            .into_any(),
        )
    }

    fn side(&self, side: char, of: &DiffSide<'_>, spans: &[Span]) -> AnyView {
        let (lang, dir) = language(of.end);
        let parts: Vec<AnyView> =
            pieces(of.end.text, spans).iter().map(|piece| self.piece(side, piece, spans)).collect();
        let label = of.label.clone();
        view! {
            <figure class="diff__side">
                <figcaption>{label}</figcaption>
                <blockquote lang=lang dir=dir>{parts}</blockquote>
            </figure>
        }
        .into_any()
    }

    /// A stretch of a wording, with the numbers of the findings that begin in it before it.
    fn piece(&self, side: char, piece: &Piece<'_>, spans: &[Span]) -> AnyView {
        let ui = self.words.lang.tag();
        let kind_of = |n: usize| self.comparison.findings.get(n).map(|f| f.kind);
        let begins = piece
            .begins
            .iter()
            .filter_map(|&n| Some((n, kind_of(n)?)))
            .map(|(n, kind)| self.number(side, n, kind, spans.get(n).is_none_or(|s| s.is_empty())))
            .collect_view();
        let text = piece.text.to_owned();
        let marked = match piece.inside.first().and_then(|&n| kind_of(n)) {
            _ if text.is_empty() => ().into_any(),
            None => text.into_any(),
            Some(Kind::QuoteMarks) => view! { <mark>{text}</mark> }.into_any(),
            Some(_) if !self.comparison.measure.is_one_language() => view! { <mark>{text}</mark> }.into_any(),
            Some(_) if side == 'a' => view! { <del>{text}</del> }.into_any(),
            Some(_) => view! { <ins>{text}</ins> }.into_any(),
        };
        let ends = (!piece.text.is_empty()).then(|| {
            let end = |n: &usize| fill(self.words.drift.end_of, &[("n", &(n + 1).to_string())]);
            piece
                .ends
                .iter()
                .map(|n| view! { <span class="diff__say" lang=ui dir="ltr">" (" {end(n)} ") "</span> })
                .collect_view()
        });
        view! { {begins}{marked}{ends} }.into_any()
    }

    /// The number at which a mark begins; it leads to what the list says of it.
    fn number(&self, side: char, n: usize, kind: Kind, is_point: bool) -> AnyView {
        let d = &self.words.drift;
        let number = (n + 1).to_string();
        let mut label = fill(d.mark, &[("n", &number), ("kind", self.kind(kind))]);
        if is_point {
            label = format!("{label}: {}", d.not_here);
        }
        let class = if is_point { "diff__at diff__at--point" } else { "diff__at" };
        let (id, href) = (format!("{}-{side}{number}", self.id), format!("#{}-n{number}", self.id));
        view! {
            <a
                class=class
                id=id
                href=href
                aria-label=label
                lang=self.words.lang.tag()
                dir="ltr"
            >
                {number}
            </a>
        }
        .into_any()
    }
}

/// Whether one of these is a whole sentence beside a few words.
fn is_whole(one: &str, other: &str) -> bool {
    one.chars().count().abs_diff(other.chars().count()) > 20
}

fn excerpt(text: &str, span: Span) -> String {
    clip(&text.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect::<String>(), EXCERPT)
}

fn language(end: End<'_>) -> (Option<String>, Option<&'static str>) {
    (end.lang.map(ToString::to_string), end.lang.map(|l| l.dir().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::words_in;
    use domain::{
        drift::compare,
        lang::{LangTag, UiLang},
    };

    fn html(up: (&str, &str), down: (&str, &str)) -> String {
        html_of(up, down, usize::MAX)
    }

    fn html_of(up: (&str, &str), down: (&str, &str), limit: usize) -> String {
        let tag = |t: &str| LangTag::parse("lang", t).unwrap();
        let (a, b) = (tag(up.0), tag(down.0));
        let (up, down) = (End { text: up.1, lang: Some(&a) }, End { text: down.1, lang: Some(&b) });
        let comparison = compare(up, down, false).unwrap();
        let side = |end, label: &str| DiffSide { label: label.to_owned(), end };
        let diff = Diff {
            words: words_in(UiLang::En),
            id: "d".to_owned(),
            title: "between them".to_owned(),
            comparison: &comparison,
            up: side(up, "Up"),
            down: side(down, "Down"),
            open: true,
            limit,
        };
        diff.view().to_html().replace("<!>", "")
    }

    #[test]
    fn marks_and_list_point_at_each_other() {
        let html = html(("en", "It may run for six months"), ("en", "It will run for nine months"));
        for n in 1..=2 {
            for id in [format!("id=\"d-n{n}\""), format!("id=\"d-a{n}\""), format!("id=\"d-b{n}\"")] {
                assert_eq!(html.matches(&id).count(), 1, "{id} in {html}");
            }
            assert!(html.contains(&format!("href=\"#d-a{n}\"")) && html.contains(&format!("href=\"#d-n{n}\"")));
        }
        assert!(html.contains("2 differences</strong>. </p>"), "{html}");
        assert!(html.contains("Hedge dropped") && html.contains("<del>may</del>") && html.contains("<ins>nine</ins>"));
    }

    #[test]
    fn what_is_not_listed_is_said_to_be_there() {
        let words = |odd: &str| (0..30).map(|n| format!("sama{n} {odd}{n}")).collect::<Vec<_>>().join(" ");
        let (a, b) = (words("kiri"), words("kanan"));
        let all = html_of(("id", &a), ("id", &b), usize::MAX);
        assert!(!all.contains("not shown here"));
        let found = all.matches("class=\"diff__n\"").count();
        assert!(found > 20, "{found}");
        let some = html_of(("id", &a), ("id", &b), 15);
        assert_eq!(some.matches("class=\"diff__n\"").count(), 15);
        assert!(some.contains(&format!("{} more differences are not shown here.", found - 15)), "{some}");
        assert!(some.contains("id=\"d-a15\"") && !some.contains("id=\"d-a16\""), "no mark leads nowhere");
        assert!(some.contains(&format!("{found} differences</strong>")), "all are counted");
    }

    #[test]
    fn a_place_without_words_is_pointed_at() {
        let html = html(("en", "It will run if all goes well"), ("en", "It will run"));
        assert!(html.contains("diff__at--point") && html.contains("Left out: nothing here"), "{html}");
    }

    #[test]
    fn each_text_keeps_its_language_and_direction() {
        let html = html(("ar", "سنعير 42 مخطوطة"), ("id", "Kami akan meminjamkan 24 naskah"));
        assert!(html.contains("<blockquote lang=\"ar\" dir=\"rtl\">"), "{html}");
        assert!(html.contains("<blockquote lang=\"id\" dir=\"ltr\">"), "{html}");
        assert!(html.contains("<mark>42</mark>") && html.contains("<mark>24</mark>"), "{html}");
        assert!(html.contains("in numbers, dates, names and negation"), "{html}");
    }

    #[test]
    fn nothing_is_said_to_agree_that_was_not_compared() {
        let listed = html(("en", "It will run"), ("id", "Ini akan berjalan"));
        assert!(listed.contains("no difference found") && listed.contains("blockquote"), "{listed}");
        let unlisted = html(("ru", "Нет"), ("id", "Ya"));
        assert!(!unlisted.contains("no difference found") && unlisted.contains("no word lists"), "{unlisted}");
        let same = html(("id", "Kami siap"), ("id", "kami siap"));
        assert!(same.contains("no difference found") && !same.contains("blockquote"), "{same}");
    }

    #[test]
    fn long_wordings_are_folded_and_short_ones_stand_open() {
        let is_open = |up: &str| {
            let html = html(("id", up), ("id", "kata lain"));
            let tag = html.split('<').find(|t| t.starts_with("details") && t.contains("diff__texts"));
            tag.and_then(|t| t.split('>').next()).map(|t| t.split(' ').any(|a| a.starts_with("open")))
        };
        assert_eq!((is_open(&"kata ".repeat(120)), is_open("kata ini")), (Some(false), Some(true)));
    }
}
