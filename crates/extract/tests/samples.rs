//! Articles written for these tests: every sort of quotation the engine is built for, in four languages.

use extract::{Article, Band, Input, Kind, Quote, SpeakerKind};

fn read(text: &str) -> Article {
    extract::read(&Input::text(text))
}

fn words(text: &str, q: &Quote) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    q.segments.iter().map(|s| chars[s.start..s.end].iter().collect()).collect()
}

/// What is compared: words, resolved speaker, cue, outlets with dates.
fn lines(text: &str) -> Vec<String> {
    read(text)
        .quotes
        .iter()
        .map(|q| {
            let hops: Vec<String> = q
                .chain
                .iter()
                .map(|h| {
                    format!("{}{}", h.outlet.text, h.date_iso.as_deref().map(|d| format!("@{d}")).unwrap_or_default())
                })
                .collect();
            format!(
                "{} | {} | {} | {}",
                words(text, q).join(" … "),
                q.speaker.resolved.as_deref().unwrap_or("-"),
                q.cue.as_ref().map_or("-", |c| c.text.as_str()),
                hops.join(" < ")
            )
        })
        .collect()
}

fn only(text: &str) -> String {
    let found = lines(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.into_iter().next().unwrap_or_default()
}

#[test]
fn a_cue_in_the_middle_splits_a_quotation() {
    assert_eq!(
        only("“We waited,” said Mayor Ana Lopez, “and nobody came.”"),
        "We waited, … and nobody came. | Ana Lopez | said | "
    );
    assert_eq!(
        only("\"Kami menunggu,\" kata Wali Kota Rina Suryadi, \"tetapi tidak ada yang datang.\""),
        "Kami menunggu, … tetapi tidak ada yang datang. | Rina Suryadi | kata | "
    );
}

#[test]
fn every_style_of_mark_is_paired() {
    for (open, close) in
        [("“", "”"), ("\"", "\""), ("”", "”"), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("''", "''")]
    {
        let text = format!("{open}The bridge is safe,{close} said Ana Lopez.");
        assert_eq!(only(&text), "The bridge is safe, | Ana Lopez | said | ", "{open}{close}");
    }
}

#[test]
fn a_quotation_inside_a_quotation_is_not_taken_out() {
    let text = "“My father said, ‘Never sign at night,’ and he was right,” said Ana Lopez.";
    assert_eq!(only(text), "My father said, ‘Never sign at night,’ and he was right, | Ana Lopez | said | ");
}

#[test]
fn a_cue_inside_a_quotation_is_nobodys() {
    let text = "“Budi mengatakan kepada saya bahwa kapal itu tenggelam,” ujar Sari Dewi.";
    assert_eq!(only(text), "Budi mengatakan kepada saya bahwa kapal itu tenggelam, | Sari Dewi | ujar | ");
}

#[test]
fn paragraphs_left_open_are_one_utterance() {
    let text = "Rina Suryadi berpidato di alun-alun.\n“Kota ini milik kita semua.\n“Jangan biarkan sungai mati.\n“Terima kasih,” katanya.";
    let found = lines(text);
    assert_eq!(
        found,
        ["Kota ini milik kita semua. … Jangan biarkan sungai mati. … Terima kasih, | Rina Suryadi | katanya | "]
    );
}

#[test]
fn titles_of_works_and_scare_quotes_are_no_quotations() {
    assert!(lines("Dia menulis novel berjudul “Laut yang Pulang” dan album “Hujan”.").is_empty());
    assert!(lines("The so-called “reform” was praised in the film “A Long Winter”.").is_empty());
}

#[test]
fn menurut_stands_before_inside_and_after() {
    assert_eq!(
        only("Menurut Sari Dewi, pasar akan dibuka hari Senin."),
        "pasar akan dibuka hari Senin | Sari Dewi | Menurut | "
    );
    assert_eq!(
        only("Pasar itu, menurut Sari Dewi, akan dibuka hari Senin."),
        "Pasar itu … akan dibuka hari Senin | Sari Dewi | menurut | "
    );
    assert_eq!(
        only("Pasar itu akan dibuka hari Senin, menurut Sari Dewi."),
        "Pasar itu akan dibuka hari Senin | Sari Dewi | menurut | "
    );
}

#[test]
fn two_outlets_make_a_chain_nearest_first() {
    let text = "“Kami tidak akan pergi,” kata Sari Dewi, sebagaimana dilansir Reuters, dikutip CNN Indonesia, Selasa (4/3/2025).";
    assert_eq!(only(text), "Kami tidak akan pergi, | Sari Dewi | kata | CNN Indonesia@2025-03-04 < Reuters");
    let text = "“We will not leave,” a farmer told AFP, as quoted by The Guardian.";
    assert_eq!(only(text), "We will not leave, | a farmer | told | The Guardian < AFP");
}

#[test]
fn wires_cover_the_article_and_the_house_is_no_hop() {
    assert_eq!(
        only("LIMA (AP) — The ferry is late, Mayor Ana Lopez said."),
        "The ferry is late | Ana Lopez | said | AP"
    );
    let text = "LIMA (Kabarlaut.id) — “Feri terlambat,” kata Sari Dewi kepada Kabarlaut.id. (rasya/kabarlaut.id)";
    assert_eq!(only(text), "Feri terlambat, | Sari Dewi | kata | ");
    let a = read(text);
    assert_eq!(a.house.as_deref(), Some("Kabarlaut.id"));
    assert_eq!(a.byline.map(|b| b.text).as_deref(), Some("rasya/kabarlaut.id"));
    assert_eq!(a.dateline.map(|d| d.text).as_deref(), Some("LIMA (Kabarlaut.id)"));
}

#[test]
fn dates_are_day_month_year_and_weekdays_only_a_guess() {
    let text = "Dilansir Reuters (7/8/2024), Sari Dewi mengatakan bahwa feri terlambat.";
    assert_eq!(only(text), "feri terlambat | Sari Dewi | mengatakan | Reuters@2024-08-07");
    let text = "“Feri terlambat,” kata Sari Dewi, dikutip Antara, Selasa lalu.";
    let a = extract::read(&Input { date: Some("2025-11-22"), ..Input::text(text) });
    let hop = &a.quotes[0].chain[0];
    assert_eq!((hop.date_iso.as_deref(), hop.date_guess.as_deref()), (None, Some("2025-11-18")));
}

#[test]
fn suffixes_and_pronouns_find_their_person() {
    let text = "Kepala Dinas Pasar Kota Melati, Sari Dewi, mengatakan pasar aman. Ia menambahkan, kios baru dibangun bulan depan. “Tidak ada yang digusur,” tegasnya.";
    let found = lines(text);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found.iter().all(|l| l.contains("| Sari Dewi |")), "{found:#?}");
    let text = "Gov. Ana Lopez visited the port. She said the cranes were safe. “Nobody was hurt,” she added.";
    assert!(lines(text).iter().all(|l| l.contains("| Ana Lopez |")), "{:#?}", lines(text));
}

#[test]
fn abbreviations_and_initials_do_not_end_a_sentence() {
    assert_eq!(
        only("Lt. Cmdr. R. J. Abara of St. Olaf Inc. said the hull was dry."),
        "the hull was dry | R. J. Abara | said | "
    );
}

#[test]
fn unnamed_speakers_keep_the_articles_words() {
    let text = "Dua pejabat yang enggan disebut namanya mengatakan kepada Reuters bahwa surat itu palsu.";
    let a = read(text);
    let q = &a.quotes[0];
    assert_eq!(q.speaker.resolved.as_deref(), Some("Dua pejabat yang enggan disebut namanya"));
    assert_eq!(q.speaker.kind, SpeakerKind::Collective);
    assert_eq!(q.addressee.as_ref().map(|m| m.text.as_str()), Some("Reuters"));
    assert_eq!(q.chain[0].outlet.text, "Reuters");
    let text = "The Post reported, citing two port officials, that the fuel was stolen.";
    assert!(only(text).starts_with("the fuel was stolen | two port officials | reported"), "{}", only(text));
}

#[test]
fn posts_are_read_with_their_emoji() {
    let text = "Sari Dewi menulis di akun X miliknya, “Maaf ya 🙏 kami sedang bekerja 💡”. Unggahan itu dihapus.";
    let a = read(text);
    assert_eq!(words(text, &a.quotes[0]), ["Maaf ya 🙏 kami sedang bekerja 💡"]);
    assert!(a.quotes[0].chain.is_empty());
}

#[test]
fn kinds_and_bands_are_told() {
    let a = read(
        "“The bridge is safe,” said Ana Lopez. She said the cranes were “older than me”. She said that rust was rare.",
    );
    let kinds: Vec<Kind> = a.quotes.iter().map(|q| q.kind).collect();
    assert_eq!(kinds, [Kind::Direct, Kind::Mixed, Kind::Indirect]);
    assert_eq!(a.quotes[0].band, Band::Sure);
    assert!(a.quotes[2].band < Band::Sure);
}

#[test]
fn german_and_arabic_are_read() {
    assert_eq!(
        only("„Die Brücke ist sicher“, sagte die Ministerin Anna Weber am Montag."),
        "Die Brücke ist sicher | Anna Weber | sagte | "
    );
    assert_eq!(
        only("Die Polizei teilte mit, dass niemand verletzt worden sei."),
        "niemand verletzt worden sei | Die Polizei | teilte | "
    );
    assert_eq!(
        only("قال وزير النقل، نزار الحمصاني، إن الميناء سيفتح يوم الأحد."),
        "الميناء سيفتح يوم الأحد | نزار الحمصاني | قال | "
    );
}

#[test]
fn a_page_is_read_and_its_spans_lead_back() {
    let page = "<html><body><nav><a href=/>Home</a></nav><article><h1>Bridge opens</h1><p>&ldquo;The bridge is safe,&rdquo; said Ana&nbsp;Lopez.</p></article></body></html>";
    let a = extract::read(&Input::html(page));
    let q = &a.quotes[0];
    let from = a.to_input(q.segments[0].start);
    let there: String = page.chars().skip(from).take(10).collect();
    assert_eq!(there, "The bridge");
    assert_eq!(a.title.map(|t| t.text).as_deref(), Some("Bridge opens"));
}

#[test]
fn a_language_nobody_listed_says_so() {
    assert_eq!(read("Lorem ipsum dolor sit amet consectetur.").language, "und");
    assert_eq!(read("").quotes.len(), 0);
}

#[test]
fn a_foreign_name_that_looks_like_a_noun_is_a_name() {
    let text = "MUARA (Warta Teluk) — “Kami siap,” ujar Bima Santoso.\n\nSementara itu, presiden Iran, Masoud Pezeshkian, \
                berterima kasih kepada Moskow. Ia menambahkan bahwa ia ingin memperkuat hubungan.";
    let article = read(text);
    let said = article.quotes.last().unwrap();
    assert_eq!(said.speaker.resolved.as_deref(), Some("Masoud Pezeshkian"));
    assert_eq!(said.speaker.roles, ["presiden iran"]);
}
