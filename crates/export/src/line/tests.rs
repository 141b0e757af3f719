//! Random chains: whatever their shape, the sentence says no more than the analysis does.

use super::words::words;
use super::*;
use domain::chain::{Analysis, Basis, Edge, HopKind, HopState, Node, Standing as How, analyse};
use proptest::prelude::*;

fn language(lang: UiLang, tag: &LangTag) -> String {
    match (lang, tag.language()) {
        (UiLang::En, "id") => "Indonesian".to_owned(),
        (UiLang::Id, "id") => "Indonesia".to_owned(),
        _ => tag.to_string(),
    }
}

const WORDING: &str = "Pelabuhan kami siap";

fn step(who: Who) -> Step {
    Step {
        who,
        wording: WORDING.to_owned(),
        lang: LangTag::parse("l", "id").ok(),
        directness: Some(Directness::Direct),
        published: None,
        wire: String::new(),
        standing: Standing::Current,
    }
}

fn outlet(name: &str) -> Who {
    Who::Outlet(name.to_owned())
}

/// A chain from its steps, the cited one first, and its hops as down, up, kind and state.
fn chain(steps: Vec<(Who, Option<Basis>)>, hops: &[(usize, usize, HopKind, HopState)]) -> Attribution {
    let nodes = steps.iter().enumerate().map(|(v, (who, basis))| Node {
        key: format!("{v:04}"),
        outlet: (*who != Who::Unnamed).then(|| format!("{who:?}")),
        basis: *basis,
        read: v == 0,
        ..Node::default()
    });
    let edges = hops.iter().map(|&(down, up, kind, state)| Edge { down, up, kind, state });
    Attribution {
        speaker: Speaker::Named("Ratna Wijayanti".to_owned()),
        role: "Kepala Pelabuhan".to_owned(),
        place: "Tanjung Sari".to_owned(),
        said: PartialDate::parse("d", "7/8/2024").ok(),
        spoken_lang: LangTag::parse("l", "id").ok(),
        graph: Graph::new(nodes.collect(), edges.collect()),
        steps: steps.into_iter().map(|(who, _)| step(who)).collect(),
        cited: 0,
        language,
    }
}

fn en(it: &Attribution, length: Length) -> String {
    line(it, UiLang::En, length).plain()
}

fn id(it: &Attribution, length: Length) -> String {
    line(it, UiLang::Id, length).plain()
}

const ASSERTED: HopState = HopState::Asserted;
const VERIFIED: HopState = HopState::Verified;

#[test]
fn an_outlet_that_names_nobody() {
    let it = chain(
        vec![(outlet("Kabar Pesisir"), Some(Basis::Unknown)), (Who::Unnamed, None)],
        &[(0, 1, HopKind::Quotes, ASSERTED)],
    );
    assert_eq!(
        en(&it, Length::Short),
        "“Pelabuhan kami siap”, Ratna Wijayanti said, according to Kabar Pesisir, which names no source for it."
    );
    assert_eq!(
        id(&it, Length::Medium),
        "“Pelabuhan kami siap”, kata Ratna Wijayanti di Tanjung Sari pada 7 Agustus 2024, menurut Kabar Pesisir, yang \
         tidak menyebut sumbernya."
    );
    assert!(en(&it, Length::Full).contains("Ratna Wijayanti (Kepala Pelabuhan) said in Tanjung Sari on 7 August 2024"));
}

#[test]
fn told_indirectly_by_way_of_somebody() {
    let mut it = chain(
        vec![
            (outlet("Kabar Pesisir"), Some(Basis::Outlet)),
            (outlet("Radio Muara"), None),
            (Who::Person("Budi Santosa".to_owned()), None),
        ],
        &[(0, 1, HopKind::Paraphrases, ASSERTED), (1, 2, HopKind::Paraphrases, ASSERTED)],
    );
    it.steps[0].directness = Some(Directness::Indirect);
    assert_eq!(
        en(&it, Length::Medium),
        "Ratna Wijayanti said in Tanjung Sari on 7 August 2024, not word for word: Pelabuhan kami siap — according to \
         Kabar Pesisir, citing Radio Muara, which had it from Budi Santosa; how Budi Santosa came by it is not known."
    );
    assert_eq!(
        en(&it, Length::Short),
        "Ratna Wijayanti said, not word for word: Pelabuhan kami siap — according to Kabar Pesisir, through two steps \
         back to Budi Santosa; how Budi Santosa came by it is not known."
    );
}

#[test]
fn circles_are_ascribed_and_never_said() {
    let it = chain(
        vec![(outlet("Kabar Pesisir"), None), (outlet("Radio Muara"), None)],
        &[(0, 1, HopKind::Quotes, VERIFIED), (1, 0, HopKind::Quotes, VERIFIED)],
    );
    assert_eq!(
        en(&it, Length::Short),
        "“Pelabuhan kami siap”, words ascribed to Ratna Wijayanti, according to Kabar Pesisir; Kabar Pesisir and Radio \
         Muara take it from one another, and we could not trace who said it first."
    );
}

#[test]
fn what_was_compared_is_said_and_what_was_not_too() {
    let both = |state| {
        chain(
            vec![(outlet("Kabar Pesisir"), Some(Basis::Outlet)), (outlet("Radio Muara"), Some(Basis::Heard))],
            &[(0, 1, HopKind::Quotes, state)],
        )
    };
    assert!(en(&both(VERIFIED), Length::Medium).ends_with(
        "according to Kabar Pesisir, citing Radio Muara, which heard it in person; the step from there has been compared."
    ));
    assert!(en(&both(ASSERTED), Length::Short).ends_with("which heard it in person; the two have not been compared."));
}

#[test]
fn a_translation_is_named_as_one_at_every_length() {
    let mut it =
        chain(vec![(outlet("Kabar Pesisir"), None), (Who::Unnamed, None)], &[(0, 1, HopKind::Translates, ASSERTED)]);
    for length in Length::ALL {
        assert!(en(&it, length).contains("(in its Indonesian translation"), "{}", en(&it, length));
    }
    it.steps[0].wire = "KBB".to_owned();
    it.steps[0].published = PartialDate::parse("d", "8/2024").ok();
    assert!(en(&it, Length::Full).contains(
        "Kabar Pesisir (published in August 2024; in its Indonesian translation, translator not named; crediting KBB)"
    ));
    it.graph = chain(vec![(outlet("a"), None), (Who::Unnamed, None)], &[(0, 1, HopKind::Quotes, ASSERTED)]).graph;
    it.spoken_lang = LangTag::parse("l", "en").ok();
    assert!(id(&it, Length::Short).contains("(dalam terjemahan bahasa Indonesia)"));
}

#[test]
fn somebody_without_a_name_keeps_the_reports_own_words() {
    let mut it = chain(vec![(outlet("Kabar Pesisir"), Some(Basis::Interview))], &[]);
    it.speaker = Speaker::Described("tiga anggota panitia".to_owned());
    assert!(en(&it, Length::Short).contains("“tiga anggota panitia” (not named; so described in the report) said"));
    it.speaker = Speaker::Unknown;
    assert!(id(&it, Length::Short).contains("kata seseorang yang tidak disebut namanya"));
}

#[test]
fn the_words_keep_their_own_marks_and_direction() {
    let mut it = chain(vec![(outlet("صحيفة المرفأ"), Some(Basis::Heard))], &[]);
    it.steps[0].wording = "ستفتح السوق".to_owned();
    it.steps[0].lang = LangTag::parse("l", "ar").ok();
    let line = line(&it, UiLang::En, Length::Short);
    let words = line.pieces.iter().find(|piece| matches!(piece, Piece::Words { .. })).unwrap();
    assert_eq!((words.text(), words.dir()), ("«ستفتح السوق»", Some(Dir::Rtl)));
    assert!(line.pieces.contains(&Piece::Name("صحيفة المرفأ".to_owned())));
    assert!(!line.plain().contains(['\u{2068}', '\u{2069}', '\u{e000}']), "nothing invisible is copied");
}

#[test]
fn a_record_cannot_break_out_of_its_place() {
    let mut it = chain(vec![(outlet("Kabar\u{2069} {names}\n\u{e000}"), Some(Basis::Heard))], &[]);
    it.steps[0].wording = "{speaker} \u{2068}".to_owned();
    assert!(
        en(&it, Length::Short).starts_with("“{speaker} \u{2068}”, Ratna Wijayanti said, according to Kabar {names},")
    );
}

fn any_who(v: usize) -> impl Strategy<Value = Who> {
    prop_oneof![
        4 => Just(Who::Outlet(format!("Outlet{v}"))),
        1 => Just(Who::Person(format!("Person{v}"))),
        1 => Just(Who::Document(format!("Title{v}"))),
        1 => Just(Who::Document(String::new())),
        2 => Just(Who::Unnamed),
    ]
}

fn any_chain() -> impl Strategy<Value = Attribution> {
    let node = |v: usize| {
        (
            any_who(v),
            proptest::option::of(proptest::sample::select(Basis::ALL)),
            proptest::option::of(proptest::sample::select(
                &[Directness::Direct, Directness::Indirect, Directness::Mixed][..],
            )),
            proptest::sample::select(
                &[Standing::Current, Standing::Current, Standing::Corrected, Standing::Retracted][..],
            ),
            any::<(bool, bool)>(),
        )
    };
    (1_usize..8).prop_flat_map(move |count| {
        let nodes: Vec<_> = (0..count).map(node).collect();
        let hop = (0..count, 0..count, proptest::sample::select(HopKind::ALL), proptest::sample::select(HopState::ALL));
        (nodes, proptest::collection::vec(hop, 0..12), 0..count, 0_usize..3).prop_map(
            |(nodes, hops, cited, speaker)| {
                let who = nodes.iter().map(|n| (n.0.clone(), n.1)).collect();
                let mut it = chain(who, &hops);
                for (step, (.., directness, standing, (wire, english))) in it.steps.iter_mut().zip(&nodes) {
                    step.directness = *directness;
                    step.standing = *standing;
                    step.wire = if *wire { "KBB".to_owned() } else { String::new() };
                    step.lang = LangTag::parse("l", if *english { "en" } else { "id" }).ok();
                }
                it.cited = cited;
                it.speaker = match speaker {
                    0 => Speaker::Unknown,
                    1 => Speaker::Described("dua pejabat".to_owned()),
                    _ => it.speaker,
                };
                it
            },
        )
    })
}

/// The analysis of what is upstream of the cited mention.
fn of_cited(it: &Attribution) -> Analysis {
    let nodes = it.graph.nodes().iter().enumerate().map(|(v, n)| Node { read: v == it.cited, ..n.clone() }).collect();
    analyse(&Graph::new(nodes, it.graph.edges().to_vec()))
}

fn name_of(who: &Who) -> Option<&str> {
    match who {
        Who::Outlet(name) | Who::Person(name) => Some(name),
        Who::Document(_) | Who::Unnamed => None,
    }
}

/// A template's part after its last value: what can be looked for in a sentence.
fn tail(template: &str) -> &str {
    template.rsplit('}').next().unwrap_or(template)
}

fn check(it: &Attribution, lang: UiLang, length: Length) -> Result<(), TestCaseError> {
    let text = line(it, lang, length).plain();
    let (w, known) = (words(lang), of_cited(it));
    prop_assert!(text.chars().count() > 20 && text.ends_with('.'), "{text}");
    prop_assert!(!text.contains(['{', '}', '\u{e000}', '\u{2068}', '\u{2069}']), "{text}");
    prop_assert!(!text.contains("  ") && !text.contains(" ,") && !text.contains(",,"), "{text}");
    for word in ["verified", "confirmed", "terverifikasi", "terbukti", "dikonfirmasi"] {
        prop_assert!(!text.contains(word), "{text}");
    }
    let traced = matches!(known.standing, How::Primary | How::FirstReport);
    if !traced {
        prop_assert!(!text.contains(w.compared) && !text.contains(w.compared_one), "{text}");
    }
    let hops = known.route.as_ref().map_or(0, |r| r.hops.len());
    if known.standing == How::SecondHand && hops > 0 {
        let open = [w.open_one, w.open_all, w.open_some];
        prop_assert!(open.iter().any(|words| text.contains(words)), "{text}");
    }
    if !known.gaps.is_empty() {
        let gaps =
            [w.gap_outlet, w.gap_person, w.gap_end, w.gap_unnamed, w.gap_nobody, w.gap_branch, w.gap_branch_short];
        prop_assert!(gaps.iter().any(|words| text.contains(tail(words))), "{text}");
    }
    let way = known.route.as_ref().map_or(&[][..], |r| &r.mentions);
    if way.iter().any(|&v| it.steps[v].who == Who::Unnamed) {
        let words = [
            tail(w.by_unnamed),
            w.gap_outlet,
            tail(w.gap_person),
            w.gap_unnamed,
            w.gap_nobody,
            w.unnamed,
            "not all of them named",
            "tidak semuanya disebut",
        ];
        prop_assert!(words.iter().any(|words| text.contains(words)), "{text}");
    }
    if known.standing == How::Circular {
        prop_assert!(text.contains(tail(w.circular)) || text.contains(w.circular_bare), "{text}");
        prop_assert!(!text.contains("Wijayanti said") && !text.contains("kata Ratna"), "{text}");
    } else if !known.loops.is_empty() {
        prop_assert!(text.contains(w.circular_part), "{text}");
    }
    let bases = [w.heard, w.interview, w.recording, w.transcript, w.release, w.own_post];
    for (v, step) in it.steps.iter().enumerate() {
        let Some(name) = name_of(&step.who) else { continue };
        if !known.counted.contains(&v) {
            let also = text.split(tail(w.also)).next().unwrap_or(&text);
            let also = also.split(w.also.split('{').next().unwrap_or("")).next().unwrap_or(also);
            prop_assert!(!also.contains(name), "{name} is no part of what the words rest on: {text}");
        }
        if known.origins.contains(&v) {
            continue;
        }
        for basis in bases {
            for who in [w.which, w.who] {
                let claim = format!("{name}{}", words::fill(basis, &[("who", who)]));
                prop_assert!(!text.contains(&claim), "{name} is no origin: {text}");
            }
        }
        for template in [w.origins, w.origins_joined] {
            let head = template.rsplit('}').nth(1).and_then(|t| t.split('{').next()).unwrap_or(template);
            if let Some((_, list)) = text.split_once(head) {
                prop_assert!(!list.split('.').next().unwrap_or(list).contains(name), "{name} is no origin: {text}");
            }
        }
    }
    let withdrawn = known.counted.iter().any(|&v| it.steps[v].standing != Standing::Current);
    let since = [w.retracted, w.corrected, w.retracted_bare, w.corrected_bare];
    prop_assert_eq!(since.iter().any(|words| text.contains(tail(words))), withdrawn, "{}", text);
    let direct = it.steps[it.cited].directness == Some(Directness::Direct);
    prop_assert_eq!(text.contains(&format!("“{WORDING}”")), direct, "{}", text);
    prop_assert!(text.contains(WORDING), "{text}");
    if way
        .windows(2)
        .zip(known.route.iter().flat_map(|r| &r.hops))
        .any(|(_, &hop)| it.graph.edges()[hop].kind == HopKind::Translates)
    {
        prop_assert!(text.contains("transl") || text.contains("terjemah"), "{text}");
    }
    if it.speaker == Speaker::Described("dua pejabat".to_owned()) {
        prop_assert!(text.contains("“dua pejabat” ("), "{text}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_sentence_never_says_more_than_the_chain(it in any_chain()) {
        for lang in UiLang::ALL {
            for length in Length::ALL {
                check(&it, lang, length)?;
            }
        }
    }
}
