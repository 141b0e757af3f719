//! Pictures kept as snapshots, and what has to hold for any picture.

use proptest::prelude::*;

use super::tally::counted;
use super::{
    Card, Direction, Disc, Drift, FOLD_ABOVE, Hop, Line, Palette, Picture, Sheet, Speaker, Wording, Words, file, sheet,
    svg,
};

fn card(heading: &str, meta: &str, disc: Disc) -> Card {
    Card {
        heading: heading.to_owned(),
        meta: meta.to_owned(),
        wording: None,
        href: format!("#{}", heading.replace(' ', "-")),
        label: format!("{heading}, {meta}"),
        disc,
        read: false,
        choke: false,
        notice: None,
        hidden: false,
    }
}

fn hop(up: usize, down: usize, verified: bool, line: Line) -> Hop {
    Hop { down, up, verified, line, drift: None, label: format!("from {up} to {down}"), hidden: false }
}

fn picture(cards: Vec<Card>, hops: Vec<Hop>) -> Picture {
    Picture {
        title: "How the words travelled".to_owned(),
        title_id: "chain-title".to_owned(),
        desc: "From the speaker to what readers saw.".to_owned(),
        desc_id: "chain-desc".to_owned(),
        direction: Direction::Down,
        width: 360.0,
        speaker: Some(Speaker {
            initials: "SS".to_owned(),
            name: "Sergei Shoigu".to_owned(),
            href: Some("/speaker/1".to_owned()),
        }),
        cards,
        hops,
        words: Words {
            circular: "circular".to_owned(),
            more_steps: "{n} more steps".to_owned(),
            more_beside: "{n} more outlets".to_owned(),
            differences: "{n} differences".to_owned(),
            more_href: "#list".to_owned(),
        },
    }
}

/// Everything the table of signs knows, in one chain.
fn everything() -> Picture {
    let mut release = card("Security Council", "5 August 2024 · Russian", Disc::Origin);
    release.choke = true;
    let mut agency = card("وكالة الأنباء", "٦ أغسطس ٢٠٢٤", Disc::Plain);
    agency.wording =
        Some(Wording {
            text: "نحن مستعدون للتعاون الكامل مع إيران".to_owned(), lang: "ar".to_owned(), rtl: true
        });
    let mut paper = card("The Guardian", "6 August 2024 · English", Disc::Plain);
    paper.notice = Some("corrected".to_owned());
    let unknown = card("not named", "", Disc::Unknown);
    let mut end = card("Arrahmah.id", "7 August 2024 · Indonesian", Disc::Plain);
    end.read = true;
    end.wording =
        Some(Wording { text: "Kami siap bekerja sama sepenuhnya".to_owned(), lang: "id".to_owned(), rtl: false });
    let mut told = hop(2, 4, false, Line::Translation("en → id".to_owned()));
    told.drift = Some(Drift { count: 3, href: "/drift/4".to_owned(), label: "3 differences".to_owned() });
    picture(
        vec![release, agency, paper, unknown, end],
        vec![
            hop(0, 1, true, Line::Translation("ru → ar".to_owned())),
            hop(1, 2, true, Line::Wire("wire".to_owned())),
            hop(2, 1, false, Line::Plain),
            told,
            hop(3, 4, false, Line::Plain),
        ],
    )
}

fn right(mut picture: Picture, width: f64) -> Picture {
    picture.direction = Direction::Right;
    picture.width = width;
    picture
}

/// One tag a line, so that a snapshot can be read.
fn lines(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn down_on_a_phone() {
    insta::assert_snapshot!(lines(&svg(&everything())));
}

#[test]
fn right_on_a_desk() {
    let drawing = svg(&right(everything(), 1600.0));
    assert!(drawing.contains("chain-right"));
    insta::assert_snapshot!(lines(&drawing));
}

#[test]
fn every_sign_is_drawn_in_both_directions() {
    for drawing in [svg(&everything()), svg(&right(everything(), 1600.0))] {
        for sign in [
            "chain-disc-origin",
            "chain-disc-unknown",
            "chain-disc-speaker",
            "chain-diamond",
            "chain-edge",
            "chain-verified chain-translation",
            "chain-asserted chain-translation",
            "chain-verified chain-wire",
            "chain-asserted chain-loop",
            "chain-line-inner",
            "chain-line-aside",
            "chain-arrow",
            "chain-struck",
            "chain-differs",
            "chain-tick",
            "↻ circular",
            "ru → ar",
            "corrected",
            "not named",
            "chain-said-unknown",
            "lang=\"ar\" direction=\"rtl\"",
            "href=\"/drift/4\"",
        ] {
            assert!(drawing.contains(sign), "{sign} is missing");
        }
        assert!(!drawing.contains("style="), "colours and type are the sheet's");
    }
}

#[test]
fn a_chain_too_long_for_the_desk_runs_down() {
    let cards = (0..9).map(|i| card(&format!("Outlet {i}"), "", Disc::Plain));
    let hops = (1..9).map(|i| hop(i - 1, i, true, Line::Plain));
    let long = right(picture(cards.collect(), hops.collect()), 1000.0);
    assert!(svg(&long).contains("chain-down"));
}

#[test]
fn a_card_that_names_itself_is_drawn_so() {
    let cards = vec![card("a", "", Disc::Plain), card("b", "", Disc::Plain)];
    let hops = vec![hop(0, 0, false, Line::Plain), hop(0, 1, true, Line::Plain)];
    let drawing = svg(&right(picture(cards, hops), 1600.0));
    assert_eq!(drawing.matches("chain-loop").count(), 1);
    assert_eq!(drawing.matches("↻ circular").count(), 1);
}

#[test]
fn nothing_that_comes_from_outside_can_open_a_tag() {
    let evil = "\"'><script>alert(1)</script>&\u{0}";
    let mut picture = everything();
    picture.title = evil.to_owned();
    picture.title_id = evil.to_owned();
    picture.desc = evil.to_owned();
    picture.desc_id = evil.to_owned();
    picture.speaker = Some(Speaker { initials: evil.to_owned(), name: evil.to_owned(), href: Some(evil.to_owned()) });
    picture.words.circular = evil.to_owned();
    for card in &mut picture.cards {
        card.heading = evil.to_owned();
        card.meta = evil.to_owned();
        card.href = evil.to_owned();
        card.label = evil.to_owned();
        card.notice = Some(evil.to_owned());
        card.wording = Some(Wording { text: evil.to_owned(), lang: evil.to_owned(), rtl: false });
    }
    for hop in &mut picture.hops {
        hop.label = evil.to_owned();
        hop.line = Line::Wire(evil.to_owned());
        hop.drift = Some(Drift { count: 1, href: evil.to_owned(), label: evil.to_owned() });
    }
    for drawing in [svg(&picture), svg(&right(picture.clone(), 5000.0)), file(&picture, &Palette::PRINT)] {
        assert!(!drawing.contains("<script") && !drawing.contains('\u{0}'));
        assert!(drawing.contains("&lt;script&gt;"));
        well_formed(&drawing);
    }
}

#[test]
fn a_file_brings_its_own_style() {
    let drawing = file(&everything(), &Palette::PRINT);
    assert!(drawing.contains("<style>") && !drawing.contains("var(--"));
    assert!(!drawing.contains("@media") && !drawing.contains("/*"));
    well_formed(&drawing);
}

#[test]
fn a_long_run_folds_into_one_card() {
    let last = FOLD_ABOVE + 10;
    let mut cards: Vec<Card> = (0..=last).map(|i| card(&format!("Outlet {i}"), "", Disc::Plain)).collect();
    cards[0].disc = Disc::Origin;
    cards[20].disc = Disc::Unknown;
    cards[last].read = true;
    let hops: Vec<Hop> = (1..=last).map(|i| hop(i - 1, i, i != 7, Line::Plain)).collect();
    let drawing = svg(&picture(cards, hops));
    // 1 to 19, and 21 to the last but one.
    assert!(drawing.contains("19 more steps"));
    assert!(drawing.contains(&format!("{} more steps", last - 21)));
    assert_eq!(drawing.matches("chain-card").count(), 5);
    // One hop inside the first run was not verified, so its line must not look so.
    assert_eq!(drawing.matches("chain-hop chain-asserted").count(), 1);
    assert_eq!(drawing.matches("href=\"#list\"").count(), 2);
}

#[test]
fn a_wide_fan_folds_and_still_says_that_readers_saw_it() {
    let mut cards = vec![card("Wire", "", Disc::Origin)];
    let mut hops = Vec::new();
    for i in 1..=FOLD_ABOVE {
        let mut copy = card(&format!("Outlet {i}"), "", Disc::Plain);
        copy.read = true;
        if i == 9 {
            copy.notice = Some("retracted".to_owned());
        }
        cards.push(copy);
        let mut copied = hop(0, i, true, Line::Wire("wire".to_owned()));
        copied.drift = (i > 30).then(|| Drift { count: 2, href: "#one".to_owned(), label: "2 differences".to_owned() });
        hops.push(copied);
    }
    let drawing = svg(&picture(cards, hops));
    assert!(drawing.contains(&format!("{} more outlets", FOLD_ABOVE - 4)));
    assert!(drawing.contains("retracted"), "what is special stays in sight");
    assert!(drawing.contains("20 differences"));
    assert_eq!(drawing.matches("chain-edge").count(), 5);
}

#[test]
fn a_tree_of_two_hundred_folds_from_its_twigs() {
    let mut cards: Vec<Card> = (0..200).map(|i| card(&format!("Outlet {i}"), "", Disc::Plain)).collect();
    cards[0].disc = Disc::Origin;
    cards[77].disc = Disc::Unknown;
    cards[150].notice = Some("retracted".to_owned());
    let hops: Vec<Hop> = (1..200).map(|i| hop((i - 1) / 2, i, true, Line::Plain)).collect();
    let drawing = svg(&picture(cards, hops));
    let shown = drawing.matches("chain-card").count();
    assert!(shown <= FOLD_ABOVE && shown > FOLD_ABOVE / 2, "{shown} cards");
    assert!(drawing.contains("chain-disc-unknown") && drawing.contains("retracted"));
    // Nothing is lost: what is not shown is counted.
    let more: usize = drawing
        .split(" more outlets</tspan>")
        .filter_map(|before| before.rsplit('>').next()?.parse::<usize>().ok())
        .sum();
    let stand_ins = drawing.matches(" more outlets</tspan>").count();
    assert_eq!(shown - stand_ins + more, 200);
}

#[test]
fn a_loop_stays_in_sight_however_large_the_chain() {
    let cards: Vec<Card> = (0..120).map(|i| card(&format!("Outlet {i}"), "", Disc::Plain)).collect();
    let mut hops: Vec<Hop> = (1..120).map(|i| hop((i - 1) / 3, i, true, Line::Plain)).collect();
    hops.push(hop(100, 10, false, Line::Plain));
    let drawing = svg(&picture(cards, hops));
    assert_eq!(drawing.matches("chain-asserted chain-loop").count(), 1);
    assert!(drawing.matches("chain-card").count() < 60);
}

#[test]
fn small_chains_do_not_fold() {
    let cards = (0..FOLD_ABOVE).map(|i| card(&format!("Outlet {i}"), "", Disc::Plain));
    let hops = (1..FOLD_ABOVE).map(|i| hop(i - 1, i, true, Line::Plain));
    let drawing = svg(&picture(cards.collect(), hops.collect()));
    assert_eq!(drawing.matches("chain-card").count(), FOLD_ABOVE);
}

/// Every tag closed in its turn, every attribute value quoted.
fn well_formed(svg: &str) {
    let mut open: Vec<String> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("a tag ends");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap_or("").to_owned());
        }
        assert!(!text.contains('"') || open.last().is_some_and(|name| name == "style"));
    }
    assert!(open.is_empty(), "{open:?}");
}

fn numbers(tag: &str, names: [&str; 4]) -> [f64; 4] {
    names.map(|name| {
        let at = tag.find(&format!(" {name}=\"")).expect("the attribute");
        let value = &tag[at + name.len() + 3..];
        let value = value.split('"').next().expect("its end");
        value.parse().expect("a number")
    })
}

fn any_picture() -> impl Strategy<Value = Picture> {
    let text = prop_oneof![
        Just("Kompas"),
        Just("A very long name of an outlet that goes on and on and on"),
        Just("俄羅斯聯邦安全會議秘書紹伊古在德黑蘭表示"),
        Just("وكالة الأنباء الإسلامية"),
        Just("https://example.org/a/very/long/address/without/any/space/in/it.html"),
        Just(""),
    ];
    let cards =
        prop::collection::vec((text.clone(), text, 0..3_u8, any::<bool>(), any::<bool>(), any::<bool>()), 0..50);
    (
        cards,
        prop::collection::vec((0..50_usize, 0..50_usize, any::<bool>(), 0..3_u8, 0..3_usize), 0..70),
        any::<bool>(),
        prop_oneof![Just(320.0), Just(360.0), Just(1040.0), Just(6000.0)],
        any::<bool>(),
    )
        .prop_map(|(cards, hops, speaker, width, to_right)| {
            let cards = cards
                .into_iter()
                .map(|(heading, words, disc, read, choke, noticed)| Card {
                    wording: (!words.is_empty()).then(|| Wording {
                        text: words.repeat(3),
                        lang: "und".to_owned(),
                        rtl: noticed,
                    }),
                    read,
                    choke,
                    notice: noticed.then(|| words.to_owned()),
                    ..card(heading, words, [Disc::Origin, Disc::Unknown, Disc::Plain][usize::from(disc)])
                })
                .collect();
            let hops = hops
                .into_iter()
                .map(|(up, down, verified, line, drift)| Hop {
                    drift: (drift > 0).then(|| Drift { count: drift, href: "#d".to_owned(), label: String::new() }),
                    ..hop(
                        up,
                        down,
                        verified,
                        match line {
                            0 => Line::Plain,
                            1 => Line::Wire("wire".to_owned()),
                            _ => Line::Translation("ru → id".to_owned()),
                        },
                    )
                })
                .collect();
            let mut picture = picture(cards, hops);
            picture.width = width;
            if to_right {
                picture.direction = Direction::Right;
            }
            if !speaker {
                picture.speaker = None;
            }
            picture
        })
}

/// Who leads to whom, by at least one hop: `None` not at all, else whether some way is verified.
fn reach(picture: &Picture) -> Vec<Vec<Option<bool>>> {
    let count = picture.cards.len();
    let walk = |from: usize, verified_only: bool| {
        let mut seen = vec![false; count];
        let mut queue = vec![from];
        while let Some(at) = queue.pop() {
            for hop in picture.hops.iter().filter(|hop| hop.up == at) {
                if (hop.verified || !verified_only) && !seen[hop.down] {
                    seen[hop.down] = true;
                    queue.push(hop.down);
                }
            }
        }
        seen
    };
    (0..count)
        .map(|from| {
            let sure = walk(from, true);
            let any = walk(from, false);
            (0..count).map(|to| any[to].then_some(sure[to])).collect()
        })
        .collect()
}

/// Whether some line leads back to where it came from.
fn has_loop(picture: &Picture) -> bool {
    let far = reach(picture);
    (0..picture.cards.len()).any(|card| far[card][card].is_some())
}

#[test]
fn dense_chains_are_bounded_and_every_step_is_counted() {
    for (cards, per_card, special) in [(60, 59, false), (500, 4, true), (500, 0, true), (130, 3, false)] {
        let disc = if special { Disc::Unknown } else { Disc::Plain };
        let mut all: Vec<Card> = (0..cards).map(|n| card(&format!("Outlet {n}"), "", disc)).collect();
        all[cards - 1].read = true;
        all[cards / 2].hidden = true;
        let mut hops = Vec::new();
        for down in 1..cards {
            let ups = (0..down).rev().take(per_card);
            hops.extend(ups.map(|up| hop(up, down, (up + down) % 3 == 0, Line::Plain)));
        }
        let whole = picture(all, hops);
        let (folded, stands) = super::fold::fold(&whole).expect("it is large");
        let drawn = super::bound::bound(&folded, &stands).expect("it is too large");
        assert!(drawn.cards.len() <= super::MOST_CARDS && drawn.hops.len() <= super::MOST_HOPS);
        let count = |heading: &str| heading.split(" more ").next().and_then(|n| n.parse().ok()).unwrap_or(1_usize);
        assert_eq!(drawn.cards.iter().map(|card| count(&card.heading)).sum::<usize>(), cards, "nobody is lost");
        assert!(drawn.cards.iter().any(|card| card.read) && drawn.cards.iter().any(|card| card.hidden));
        assert!(!has_loop(&drawn), "what never led back does not lead back now");
        for direction in [Direction::Down, Direction::Right] {
            let drawing = svg(&Picture { direction, width: 1_120.0, ..whole.clone() });
            assert!(drawing.len() < 150_000, "{} bytes", drawing.len());
            well_formed(&drawing);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn folding_keeps_what_is_special_and_who_leads_to_whom(
        ups in prop::collection::vec((0..4_usize, 0..100_usize, 0..100_u8), 45..90),
    ) {
        // Mostly a tree; some cards have a second upstream, a few close a loop.
        let mut cards = vec![card("Outlet 0", "", Disc::Origin)];
        let mut hops = Vec::new();
        for (index, &(near, far, dice)) in ups.iter().enumerate() {
            let this = index + 1;
            let mut new = card(&format!("Outlet {this}"), "", Disc::Plain);
            new.disc = if dice == 7 { Disc::Unknown } else { Disc::Plain };
            new.read = dice % 5 == 0;
            cards.push(new);
            if dice > 2 {
                hops.push(hop(this - 1 - near.min(this - 1), this, dice > 20, Line::Plain));
            }
            if dice > 80 {
                hops.push(hop(far % this, this, true, Line::Plain));
            }
            if dice == 50 {
                hops.push(hop(this, far % this, true, Line::Plain));
            }
        }
        let whole = picture(cards, hops);
        let (folded, _) = super::fold::fold(&whole).expect("it is large");
        let old_of: Vec<Option<usize>> = folded
            .cards
            .iter()
            .map(|card| card.heading.strip_prefix("Outlet ")?.parse().ok())
            .collect();
        for (index, card) in whole.cards.iter().enumerate() {
            prop_assert!(card.disc == Disc::Plain || old_of.contains(&Some(index)));
        }
        let counted: usize = folded
            .cards
            .iter()
            .map(|card| {
                let number = card.heading.split(" more ").next().and_then(|n| n.parse().ok());
                number.unwrap_or(1)
            })
            .sum();
        prop_assert_eq!(counted, whole.cards.len());
        prop_assert_eq!(
            whole.cards.iter().any(|card| card.read),
            folded.cards.iter().any(|card| card.read)
        );
        let (far, near) = (reach(&whole), reach(&folded));
        for (a, old_a) in old_of.iter().enumerate() {
            for (b, old_b) in old_of.iter().enumerate() {
                if let (Some(old_a), Some(old_b)) = (old_a, old_b) {
                    prop_assert_eq!(far[*old_a][*old_b], near[a][b], "{} to {}", old_a, old_b);
                }
            }
        }
    }

    #[test]
    fn any_picture_is_well_formed_and_its_cards_lie_apart(picture in any_picture()) {
        let drawing = svg(&picture);
        well_formed(&drawing);
        prop_assert_eq!(&drawing, &svg(&picture));
        let (left, top, width, height) = {
            let view = drawing.split("viewBox=\"").nth(1).and_then(|v| v.split('"').next());
            let view: Vec<f64> = view
                .expect("a view box")
                .split(' ')
                .map(|v| v.parse().expect("a number"))
                .collect();
            (view[0], view[1], view[2], view[3])
        };
        prop_assert!(width <= picture.width.max(240.0), "{width} wide");
        let boxes: Vec<[f64; 4]> = drawing
            .split("<rect class=\"chain-card\"")
            .skip(1)
            .map(|tag| numbers(tag, ["x", "y", "width", "height"]))
            .collect();
        for (index, [x, y, w, h]) in boxes.iter().enumerate() {
            prop_assert!(*x >= left && *y >= top && x + w <= left + width && y + h <= top + height);
            prop_assert!(*w >= 100.0 && *h >= 44.0);
            for [ox, oy, ow, oh] in &boxes[index + 1..] {
                let apart = x + w <= *ox || ox + ow <= *x || y + h <= *oy || oy + oh <= *y;
                prop_assert!(apart);
            }
        }
    }
}

#[test]
fn what_is_left_out_is_faded_and_never_folded_away() {
    let cards: Vec<Card> = (0..60).map(|n| card(&format!("Outlet {n}"), "", Disc::Plain)).collect();
    let hops: Vec<Hop> = (1..60).map(|n| hop(n - 1, n, false, Line::Plain)).collect();
    let mut picture = picture(cards, hops);
    assert!(!svg(&picture).contains("Outlet 30"), "a long run folds");
    picture.cards[30].hidden = true;
    let drawn = svg(&picture);
    assert!(
        drawn.contains("Outlet 30") && drawn.contains("chain-node chain-hidden"),
        "what is left out stays in sight"
    );
    picture.cards[30].hidden = false;
    picture.hops[40].hidden = true;
    let drawn = svg(&picture);
    assert!(drawn.contains("chain-asserted chain-hidden"), "so does a hop");
}

/// A chain of so many mentions in some shape.
type Shape = fn(usize) -> Vec<(usize, usize)>;

fn run(cards: usize) -> Vec<(usize, usize)> {
    (1..cards).map(|down| (down - 1, down)).collect()
}

fn fan(cards: usize) -> Vec<(usize, usize)> {
    (1..cards).map(|down| (0, down)).collect()
}

fn tree(cards: usize) -> Vec<(usize, usize)> {
    (1..cards).map(|down| ((down - 1) / 3, down)).collect()
}

/// A long run from each mention of which one more hangs.
fn comb(cards: usize) -> Vec<(usize, usize)> {
    (1..cards).map(|down| (if down % 2 == 0 { down - 2 } else { down - 1 }, down)).collect()
}

/// Mostly from somebody shortly before, some from far back.
fn tangled(cards: usize) -> Vec<(usize, usize)> {
    let any = |down: usize, below: usize| (down.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) % below;
    let near = (1..cards).map(|down| (down - 1 - any(down, down.min(8)), down));
    let far = (8..cards).step_by(4).map(|down| (any(down + 1, down), down));
    near.chain(far).collect()
}

fn of_shape(shape: Shape, cards: usize, special: bool, direction: Direction) -> Picture {
    let disc = if special { Disc::Unknown } else { Disc::Plain };
    let mut drawn = picture(
        (0..cards).map(|n| card(&format!("Outlet {n}"), "7 August 2024", disc)).collect(),
        shape(cards).into_iter().enumerate().map(|(n, (up, down))| hop(up, down, n % 3 == 0, Line::Plain)).collect(),
    );
    drawn.direction = direction;
    drawn.width = if direction == Direction::Right { 1_120.0 } else { 328.0 };
    drawn
}

/// Growth is proved by counting steps, which no busy machine can upset.
#[test]
fn ten_times_the_mentions_are_about_ten_times_the_work() {
    let shapes: [(&str, Shape); 5] = [("run", run), ("fan", fan), ("tree", tree), ("comb", comb), ("tangled", tangled)];
    for (name, shape) in shapes {
        for special in [false, true] {
            for direction in [Direction::Down, Direction::Right] {
                let work = |cards: usize| {
                    let drawn = of_shape(shape, cards, special, direction);
                    counted();
                    svg(&drawn);
                    counted()
                };
                let (small, large) = (work(200), work(2_000));
                assert!(small > 200, "{name}: something is counted");
                assert!(large <= 13 * small, "{name}, special {special}, {direction:?}: {small} steps, then {large}");
            }
        }
    }
}

fn with_words(drawn: &Picture) -> super::File {
    let around = Sheet {
        words: Wording {
            text: "«نحن مستعدون للتعاون»".to_owned(), lang: "ar".to_owned(), rtl: true
        },
        by: "Ratna Wijayanti, <Tanjung> & Sari".to_owned(),
        standing: "Second-hand only: Kabar Pesisir prints these words and names nobody.".to_owned(),
        credit: "Sanad · https://sanad.example/quotes/x".to_owned(),
        lang: "en",
    };
    sheet(drawn, &around, &Palette::LIGHT)
}

#[test]
fn a_sheet_holds_the_words_the_standing_and_the_address() {
    let file = with_words(&everything());
    insta::assert_snapshot!(file.svg);
    assert!(!file.svg.contains("var(") && file.svg.matches("class=\"chain-picture").count() == 1);
    let inner = file.svg.rsplit("<svg ").next().unwrap();
    assert!(inner.starts_with("x=\"24\"") && inner.contains("overflow=\"visible\""));
}

#[cfg(feature = "png")]
#[test]
fn a_sheet_becomes_dots() {
    let file = with_words(&everything());
    let png = super::png(&file).unwrap();
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let drawn = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
    assert!((f64::from(drawn.width()) - file.width * 2.0).abs() < 0.5);
    let dark = |x: u32, y: u32| drawn.pixel(x, y).is_some_and(|dot| u16::from(dot.red()) + u16::from(dot.blue()) < 200);
    // The Arabic words hang from the right end of their room; nothing stands where their line has its left end.
    let right = (drawn.width() / 2..drawn.width()).any(|x| (60..120).any(|y| dark(x, y)));
    let left = (0..drawn.width() / 4).any(|x| (60..105).any(|y| dark(x, y)));
    assert!(right && !left, "right to left: {right} {left}");
}
