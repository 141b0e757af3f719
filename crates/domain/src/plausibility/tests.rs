//! The rules on plain cases, and what must never happen: an alarm from a date that is only partly known, or a finding
//! that goes away once the dates are known better.

use super::*;
use crate::{
    chain::{Basis, HopKind, HopState},
    outlet::OutletKind,
    quote::{Hop, Mention},
    speaker::SpeakerKind,
};
use proptest::{collection::vec, option, prelude::*};
use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// What a case is made of.
#[derive(Debug, Clone, Default)]
struct Case {
    quote: Quote,
    speaker: Option<Speaker>,
    documents: HashMap<RecordId, Document>,
    outlets: HashMap<RecordId, Outlet>,
}

impl Case {
    fn found(&self) -> Vec<Finding> {
        findings(&Facts {
            quote: &self.quote,
            speaker: self.speaker.as_ref(),
            documents: &self.documents,
            outlets: &self.outlets,
        })
    }

    fn rules(&self) -> Vec<Rule> {
        self.found().iter().map(Finding::rule).collect()
    }

    fn names(&self) -> Vec<String> {
        self.found().iter().map(|f| f.id.to_string()).collect()
    }
}

fn date(text: &str) -> Option<PartialDate> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

fn hop(down: u32, up: u32) -> Hop {
    Hop {
        down: MentionKey(down),
        up: MentionKey(up),
        kind: HopKind::Quotes,
        state: HopState::Asserted,
        evidence: String::new(),
        back_translation: String::new(),
    }
}

/// Mentions published on these days, each having the words from the next.
fn line(published: &[&str]) -> Case {
    let mentions = (1..).zip(published).map(|(k, p)| Mention { published: date(p), ..Mention::new(MentionKey(k)) });
    let mentions: Vec<Mention> = mentions.collect();
    let hops = (1..).zip(mentions.iter().skip(1)).map(|(k, _)| hop(k, k + 1)).collect();
    Case { quote: Quote { mentions, hops, ..Quote::default() }, ..Case::default() }
}

fn spoken(said: &str, role: &str, speaker: Speaker) -> Case {
    let quote = Quote { said: date(said), role_then: role.into(), ..Quote::default() };
    Case { quote, speaker: Some(speaker), ..Case::default() }
}

fn person() -> Speaker {
    Speaker::named(SpeakerKind::Person, "Ratna")
}

fn role(title: &str, from: &str, until: &str) -> SpeakerRole {
    SpeakerRole { title: title.into(), from: date(from), until: date(until) }
}

#[test]
fn a_day_without_a_zone_lasts_fifty_hours() {
    // A day begins at UTC+14 and ends at UTC-12: only the third day after it lies wholly behind it.
    assert_eq!(line(&["2024-08-07", "2024-08-08"]).rules(), []);
    assert_eq!(line(&["2024-08-07", "2024-08-09"]).rules(), []);
    assert_eq!(line(&["2024-08-07", "2024-08-10"]).names(), ["before_upstream:1:2@2024-08-07/2024-08-10"]);
    assert_eq!(line(&["2024-08-07T23:00+07:00", "2024-08-08T06:00+07:00"]).rules(), [Rule::BeforeUpstream]);
    assert_eq!(line(&["2024-08-07T23:00+07:00", "2024-08-07T16:00+00:00"]).rules(), [], "the same minute");
    assert_eq!(line(&["2024-08-07T20:00+07:00", "2024-08-08"]).rules(), [], "the day has begun in the east");
    assert_eq!(line(&["2024-08-07T16:00+07:00", "2024-08-08"]).rules(), [Rule::BeforeUpstream]);
    assert_eq!(line(&["2024", "2024-08-10"]).rules(), []);
    assert_eq!(line(&["2024-07", "2024-09"]).rules(), [Rule::BeforeUpstream]);
}

#[test]
fn a_step_without_a_date_hides_nothing() {
    assert_eq!(line(&["2024-08-07", "", "2024", "2024-08-20"]).names(), ["before_upstream:1:4@2024-08-07/2024-08-20"]);
    // Each is told once, next to where it is.
    let three = line(&["2024-08-01", "2024-08-10", "2024-08-20"]);
    assert_eq!(three.names().len(), 2);
}

#[test]
fn a_loop_is_followed_round_once() {
    let mut case = line(&["2024-08-01", "2024-08-20"]);
    case.quote.hops.push(hop(2, 1));
    assert_eq!(case.names(), ["before_upstream:1:2@2024-08-01/2024-08-20"]);
    case.quote.mentions[0].published = None;
    assert_eq!(case.rules(), []);
}

#[test]
fn words_are_said_before_they_are_printed() {
    let mut case = line(&["2025-04-11T07:00+07:00"]);
    case.quote.said = date("2025-04-11T07:20+07:00");
    assert_eq!(case.names(), ["before_said:1@2025-04-11T07:00+07:00/2025-04-11T07:20+07:00"]);
    case.quote.said = date("2025-04-11");
    assert_eq!(case.rules(), []);
}

#[test]
fn the_documents_date_counts_before_the_steps_own() {
    let mut case = line(&["2024-01-01", "2024-08-20"]);
    case.quote.mentions[0].document = Some(RecordId(5));
    case.documents.insert(RecordId(5), Document { published: date("2024-09-01"), ..Document::default() });
    assert_eq!(case.rules(), []);
}

#[test]
fn the_dead_and_the_unborn_say_nothing() {
    let dead = |died: &str| spoken("2024-08-07", "", Speaker { died: date(died), ..person() }).rules();
    assert_eq!(dead("2024"), []);
    assert_eq!(dead("2024-08-06"), []);
    assert_eq!(dead("2024-07"), [Rule::AfterDeath]);
    let born = |born: &str| spoken("1924", "", Speaker { born: date(born), ..person() }).rules();
    assert_eq!(born("1924"), []);
    assert_eq!(born("1926"), [Rule::BeforeBirth]);
    let body = Speaker { died: date("1991"), ..Speaker::named(SpeakerKind::Body, "Partai") };
    assert_eq!(spoken("1995", "", body).rules(), [], "a body's dates are no life");
}

#[test]
fn a_role_is_doubted_only_when_it_is_known_and_over() {
    let of = |then: &str, roles: &[SpeakerRole]| {
        spoken("2024-08-07", then, Speaker { roles: roles.to_vec(), ..person() }).rules()
    };
    let minister = role("Menteri Pertahanan", "2012-11", "2024-05");
    assert_eq!(of("menteri pertahanan", std::slice::from_ref(&minister)), [Rule::NotInRole]);
    assert_eq!(of("mantan menteri pertahanan", std::slice::from_ref(&minister)), [], "another role");
    assert_eq!(of("", std::slice::from_ref(&minister)), []);
    assert_eq!(of("Menteri Pertahanan", &[minister.clone(), role("Menteri pertahanan", "", "")]), [], "a second term");
    assert_eq!(of("Menteri Pertahanan", &[role("Menteri Pertahanan", "2012", "2024")]), []);
    assert_eq!(of("Menteri Pertahanan", &[role("Menteri Pertahanan", "2025", "")]), [Rule::NotInRole]);
    assert_eq!(of("Menteri Pertahanan", &[role("Menteri Pertahanan", "2025", "2020")]), [], "dates that make no sense");
}

#[test]
fn a_dateline_is_asked_about_only_where_the_words_were_heard() {
    let mut case = line(&[""]);
    case.quote.place = "Teheran".into();
    case.quote.mentions[0].document = Some(RecordId(5));
    let outlet = Some(RecordId(6));
    case.documents
        .insert(RecordId(5), Document { dateline: "MOSKOW (Arrahmah.id)".into(), outlet, ..Document::default() });
    case.outlets.insert(RecordId(6), Outlet::named(OutletKind::Newspaper, "Arrahmah.id"));
    assert_eq!(case.rules(), []);
    case.quote.mentions[0].basis = Some(Basis::Heard);
    assert_eq!(case.names(), ["dateline_elsewhere:1@moskow/teheran"]);
    assert_eq!(case.found()[0].rule().weight(), Weight::Question);
    case.quote.place = "Moscow".into();
    assert_eq!(case.rules(), []);
}

#[test]
fn all_that_stands_below_a_withdrawn_document_is_looked_at_again() {
    let mut case = line(&["", "", "", ""]);
    case.quote.mentions[2].document = Some(RecordId(5));
    case.documents.insert(RecordId(5), Document { standing: Standing::Retracted, ..Document::default() });
    assert_eq!(case.names(), ["recheck:1@5:retracted", "recheck:2@5:retracted"], "not itself, nor what is above it");
    let found = case.found();
    assert!(case.quote.needs_recheck(&found, MentionKey(1)));
    let done = Override { finding: found[0].id.clone(), reason: "compared with the correction".into() };
    case.quote.overrides.push(done);
    assert!(!case.quote.needs_recheck(&case.found(), MentionKey(1)));
    assert!(case.quote.needs_recheck(&case.found(), MentionKey(2)), "each step on its own");
    // A second withdrawal above asks again.
    case.quote.mentions[3].document = Some(RecordId(7));
    case.documents.insert(RecordId(7), Document { standing: Standing::Corrected, ..Document::default() });
    assert!(case.quote.needs_recheck(&case.found(), MentionKey(1)));
    let About::Recheck { above, .. } = &case.found()[0].about else { panic!("a re-check") };
    assert_eq!(above, &[(MentionKey(3), Standing::Retracted), (MentionKey(4), Standing::Corrected)]);
}

#[test]
fn setting_aside_covers_the_facts_that_were_looked_at() {
    let mut case = line(&["2024-08-01", "2024-08-20"]);
    let first = case.found().remove(0);
    case.quote.overrides.push(Override { finding: first.id.clone(), reason: "re-dated by the site".into() });
    assert!(case.quote.set_aside(&first.id).is_some());
    case.quote.mentions[0].published = date("2024-08-02");
    assert!(case.quote.set_aside(&case.found()[0].id).is_none(), "another date is another finding");
}

#[test]
fn names_read_back_and_nonsense_is_refused() {
    for case in [line(&["2024-08-01", "2024-08-20"]), spoken("2024", "", Speaker { died: date("1999"), ..person() })] {
        for finding in case.found() {
            let back = FindingId::parse("f", finding.id.as_str()).unwrap();
            assert_eq!(back, finding.id);
            assert_eq!(back.rule(), Some(finding.rule()));
            assert_eq!(back.mentions().next(), finding.mention());
            let json = serde_json::to_string(&back).unwrap();
            assert_eq!(serde_json::from_str::<FindingId>(&json).unwrap(), back);
        }
    }
    for odd in ["", "@", "before_said", "before_said@x", "before_said:x@y", "before_upstream:1@x", "unknown:1@x"] {
        assert!(FindingId::parse("f", odd).is_err(), "{odd}");
    }
    assert!(serde_json::from_str::<FindingId>("\"nonsense\"").is_err());
}

/// How a true moment is told: in which zone (minutes from UTC), and how exactly.
#[derive(Debug, Clone, Copy)]
struct Telling {
    zone: i32,
    depth: u8,
}

fn telling() -> impl Strategy<Value = Telling> {
    (-12 * 4..=14 * 4_i32, 0_u8..5).prop_map(|(quarters, depth)| Telling { zone: quarters * 15, depth })
}

fn told(moment: OffsetDateTime, how: Telling) -> Option<PartialDate> {
    let local = moment.to_offset(UtcOffset::from_whole_seconds(how.zone * 60).unwrap());
    match how.depth {
        0 => None,
        1 => Some(PartialDate::Year(local.year())),
        2 => Some(PartialDate::Month(local.year(), local.month())),
        3 => Some(PartialDate::Day(local.date())),
        _ => Some(PartialDate::Minute(local.replace_second(0).unwrap())),
    }
}

/// Moments around the turn of a year, close enough that every precision can mislead.
fn moments(n: usize) -> impl Strategy<Value = Vec<OffsetDateTime>> {
    let start = OffsetDateTime::from_unix_timestamp(1_735_000_000).unwrap();
    prop_oneof![Just(3_600_i64), Just(200_000), Just(50_000_000)].prop_flat_map(move |span| {
        vec(0..span, n).prop_map(move |mut seconds| {
            seconds.sort_unstable();
            seconds.into_iter().map(|s| start + Duration::seconds(s)).collect()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// What really happened in order is never doubted, however vaguely and in whatever zones it is told.
    #[test]
    fn no_alarm_from_partial_dates(
        moments in moments(12),
        how in vec(telling(), 12),
        joined in vec((0_usize..7, 0_usize..7), 0..14),
    ) {
        // Born, took office, said; seven mentions; left office, died.
        let at = |n: usize| told(moments[n], how[n]);
        let mentions: Vec<Mention> = (0..7)
            .map(|n| Mention { published: at(n + 3), ..Mention::new(MentionKey(u32::try_from(n).unwrap() + 1)) })
            .collect();
        let key = |n: usize| u32::try_from(n).unwrap() + 1;
        let hops = joined.into_iter().filter(|(d, u)| d > u).map(|(d, u)| hop(key(d), key(u))).collect();
        let speaker = Speaker {
            born: at(0),
            died: at(11),
            roles: vec![SpeakerRole { title: "Ketua".into(), from: at(1), until: at(10) }],
            ..person()
        };
        let quote = Quote { said: at(2), role_then: "ketua".into(), mentions, hops, ..Quote::default() };
        let case = Case { quote, speaker: Some(speaker), ..Case::default() };
        prop_assert_eq!(case.found(), []);
    }

    /// A finding stands however its dates turn out: each is replaced by any moment or nearer date that it can mean.
    #[test]
    fn a_finding_outlives_better_dates(
        dates in vec(option::weighted(0.9, any_date()), 9),
        better in vec(((0_u32..366, 0_u32..1440), telling()), 9),
        joined in vec((0_usize..5, 0_usize..5), 0..9),
    ) {
        let case = |at: &dyn Fn(usize) -> Option<PartialDate>| {
            let key = |n: usize| u32::try_from(n).unwrap() + 1;
            let mentions: Vec<Mention> =
                (0..5).map(|n| Mention { published: at(n), ..Mention::new(MentionKey(key(n))) }).collect();
            let hops = joined.iter().filter(|(d, u)| d != u).map(|(d, u)| hop(key(*d), key(*u))).collect();
            let roles = vec![SpeakerRole { title: "Ketua".into(), from: at(6), until: None }];
            let speaker = Speaker { born: at(7), died: at(8), roles, ..person() };
            let quote = Quote { said: at(5), role_then: "Ketua".into(), mentions, hops, ..Quote::default() };
            Case { quote, speaker: Some(speaker), ..Case::default() }
        };
        let vague = case(&|n| dates[n]).found();
        let sharp = case(&|n| dates[n].map(|d| sharper(d, better[n].0, better[n].1))).found();
        for finding in vague {
            let stands = sharp.iter().any(|f| match (&finding.about, &f.about) {
                // A step between may have turned out to be too early as well: then it is told there.
                (About::BeforeUpstream { up: a, .. }, About::BeforeUpstream { up: b, .. }) => a == b,
                _ => f.rule() == finding.rule() && f.mention() == finding.mention(),
            });
            prop_assert!(stands, "{:?} went away: {:?}", finding, sharp);
        }
    }
}

fn any_date() -> impl Strategy<Value = PartialDate> {
    let day = (2023_i32..2027, 1_u8..=12, 1_u8..=28);
    let minute = (0_u8..24, 0_u8..60, telling());
    (day, minute, 1_u8..=4).prop_map(|((year, month, day), (hour, minute, how), depth)| {
        let month = Month::try_from(month).unwrap();
        let date = Date::from_calendar_date(year, month, day).unwrap();
        let local = PrimitiveDateTime::new(date, Time::from_hms(hour, minute, 0).unwrap());
        let moment = local.assume_offset(UtcOffset::from_whole_seconds(how.zone * 60).unwrap());
        told(moment, Telling { depth, ..how }).unwrap()
    })
}

/// Something that a date can mean: a moment within it in a zone of its own, told no more vaguely than before.
fn sharper(date: PartialDate, (day, minute): (u32, u32), how: Telling) -> PartialDate {
    let (first, days, depth) = match date {
        PartialDate::Year(y) => (Date::from_calendar_date(y, Month::January, 1).unwrap(), 365, 1),
        PartialDate::Month(y, m) => (Date::from_calendar_date(y, m, 1).unwrap(), u32::from(m.length(y)), 2),
        PartialDate::Day(d) => (d, 1, 3),
        PartialDate::Minute(_) => return date,
    };
    let local = PrimitiveDateTime::new(first, Time::MIDNIGHT)
        + Duration::days(i64::from(day % days))
        + Duration::minutes(i64::from(minute));
    let moment = local.assume_offset(UtcOffset::from_whole_seconds(how.zone * 60).unwrap());
    told(moment, Telling { depth: how.depth.max(depth), ..how }).unwrap()
}
