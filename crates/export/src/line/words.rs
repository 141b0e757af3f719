//! The pieces of the sentence, English beside Indonesian, so that whoever changes one sees the other.
//! `{name}` stands for a value; what comes from a record is put in untouched.

use domain::lang::UiLang;

macro_rules! table {
    ($($key:ident: $en:literal, $id:literal;)+) => {
        /// Words of one language.
        pub(super) struct Words {
            $(pub(super) $key: &'static str,)+
        }

        static EN: Words = Words { $($key: $en,)+ };
        static ID: Words = Words { $($key: $id,)+ };
    };
}

table! {
    // What was said, and by whom.
    direct: "{words}{comma} {speaker}{role} said{where}{when}", "{words}{comma} kata {speaker}{role}{where}{when}";
    indirect: "{speaker}{role} said{where}{when}, not word for word: {words}",
        "{speaker}{role} mengatakan{where}{when}, tidak kata demi kata: {words}";
    mixed: "{speaker}{role} said{where}{when}, quoted only in part: {words}",
        "{speaker}{role} mengatakan{where}{when}, hanya sebagian dikutip langsung: {words}";
    unmarked: "{speaker}{role} said{where}{when}, perhaps not word for word: {words}",
        "{speaker}{role} mengatakan{where}{when}, mungkin tidak kata demi kata: {words}";
    ascribed_direct: "{words}{comma} words ascribed to {speaker}", "{words}{comma} kata-kata yang dinisbahkan kepada {speaker}";
    ascribed_indirect: "A statement ascribed to {speaker}, not word for word: {words}",
        "Pernyataan yang dinisbahkan kepada {speaker}, tidak kata demi kata: {words}";
    ascribed_mixed: "A statement ascribed to {speaker}, quoted only in part: {words}",
        "Pernyataan yang dinisbahkan kepada {speaker}, hanya sebagian dikutip langsung: {words}";
    ascribed_unmarked: "A statement ascribed to {speaker}, perhaps not word for word: {words}",
        "Pernyataan yang dinisbahkan kepada {speaker}, mungkin tidak kata demi kata: {words}";
    nobody_said: "a speaker who is not named", "seseorang yang tidak disebut namanya";
    nobody_said_first: "A speaker who is not named", "Seseorang yang tidak disebut namanya";
    described: "“{name}” (not named; so described in the report)", "“{name}” (tanpa nama; begitu sebutannya dalam laporan)";
    role: " ({role})", " ({role})";
    place: " in {place}", " di {place}";
    on_day: " on {date}", " pada {date}";
    in_month: " in {date}", " pada {date}";

    // Who carried it.
    according: ", according to {name}{notes}", ", menurut {name}{notes}";
    according_after: " — according to {name}{notes}", " — menurut {name}{notes}";
    unnamed: "somebody who is not named", "pihak yang tidak disebut namanya";
    titled: "“{title}”, whose outlet is not known", "“{title}” yang medianya tidak diketahui";
    untitled: "an article whose outlet is not known", "artikel yang medianya tidak diketahui";
    published: "published on {date}", "terbit {date}";
    published_in: "published in {date}", "terbit {date}";
    own_translation: "in its {language} translation", "dalam terjemahannya ke bahasa {language}";
    made_translation: "in the {language} translation of {name}", "dalam terjemahan bahasa {language} oleh {name}";
    some_translation: "in {language} translation", "dalam terjemahan bahasa {language}";
    bare_translation: "in translation", "dalam terjemahan";
    several_translations: "translated more than once", "diterjemahkan lebih dari sekali";
    no_translator: "translator not named", "penerjemah tidak disebut";
    wire: "crediting {name}", "dengan kredit {name}";

    // The way up.
    first_cites: ", citing {name}", ", yang mengutip {name}";
    first_carries: ", carrying the copy of {name}", ", yang memuat naskah {name}";
    which_cites: ", which cites {name}", ", yang mengutip {name}";
    who_cites: ", who cites {name}", ", yang mengutip {name}";
    which_carries: ", which carries the copy of {name}", ", yang memuat naskah {name}";
    who_carries: ", who carries the copy of {name}", ", yang memuat naskah {name}";
    which_had: ", which had it from {name}", ", yang mendapatnya dari {name}";
    who_had: ", who had it from {name}", ", yang mendapatnya dari {name}";
    by_unnamed: ", by way of somebody who is not named", ", melalui pihak yang tidak disebut namanya";
    through: ", through {n} steps back to {name}", ", melalui {n} langkah sampai ke {name}";
    through_unnamed: ", through {n} steps, not all of them named, back to {name}",
        ", melalui {n} langkah yang tidak semuanya disebut namanya, sampai ke {name}";

    // How the first of them had it.
    which: "which", "yang";
    who: "who", "yang";
    heard: ", {who} heard it in person", ", {who} mendengarnya langsung";
    interview: ", {who} has it from an interview", ", {who} mendapatnya dari wawancara sendiri";
    recording: ", {who} has it from a recording", ", {who} mendapatnya dari rekaman";
    transcript: ", {who} has it from a transcript", ", {who} mendapatnya dari transkrip";
    release: ", {who} has it from an official release", ", {who} mendapatnya dari siaran resmi";
    own_post: ", the speaker’s own post", ", unggahan penuturnya sendiri";

    // What was compared and what was not.
    compared_one: "; the step from there has been compared", "; langkah dari sana sudah dibandingkan";
    compared: "; every step from there has been compared", "; setiap langkah dari sana sudah dibandingkan";
    open_one: "; the two have not been compared", "; keduanya belum dibandingkan";
    open_all: "; none of these steps has been compared", "; belum satu pun langkah ini dibandingkan";
    open_some: "; not all of these steps have been compared", "; belum semua langkah ini dibandingkan";

    // Where the trail is lost.
    gap_outlet: ", which names no source for it", ", yang tidak menyebut sumbernya";
    gap_person: "; how {name} came by it is not known", "; dari mana {name} mendapatnya tidak diketahui";
    gap_end: "; where {name} has it from is not known", "; dari mana {name} mendapatnya tidak diketahui";
    gap_unnamed: "; the trail ends there", "; jejaknya berhenti di situ";
    gap_nobody: "; nobody who carried it is named", "; tidak ada pembawa kabar yang disebut namanya";
    gap_branch: "; another branch of the trail ends before anybody first-hand",
        "; cabang lain jejaknya berhenti sebelum sampai ke tangan pertama";
    gap_branch_short: "; another branch of the trail is lost", "; cabang lain jejaknya terputus";
    circular: "; {names} take it from one another, and we could not trace who said it first",
        "; {names} saling mengutip, dan kami tidak dapat melacak siapa yang pertama mengatakannya";
    circular_bare: "; the trail leads back to itself, and we could not trace who said it first",
        "; jejaknya kembali ke dirinya sendiri, dan kami tidak dapat melacak siapa yang pertama mengatakannya";
    circular_part: "; part of the trail goes in a circle", "; sebagian jejaknya berputar";
    circular_part_named: "; part of the trail goes in a circle ({names})", "; sebagian jejaknya berputar ({names})";

    // Sentences beside it.
    retracted: " {name} has since retracted its report.", " {name} kemudian mencabut laporannya.";
    corrected: " {name} has since corrected its report.", " {name} kemudian meralat laporannya.";
    retracted_bare: " A report on the way has since been retracted.", " Satu laporan di jejak ini kemudian dicabut.";
    corrected_bare: " A report on the way has since been corrected.", " Satu laporan di jejak ini kemudian diralat.";
    more_withdrawn: " {n} more reports on the way have since been corrected or retracted.",
        " {n} laporan lain di jejak ini kemudian diralat atau dicabut.";
    origins: " The trail leads to {n} independent origins: {names}.", " Jejaknya sampai ke {n} asal yang berdiri sendiri: {names}.";
    origins_joined: " The trail leads to {n} independent origins, counting those that share a wire agency or a publisher once: {names}.",
        " Jejaknya sampai ke {n} asal yang berdiri sendiri, dengan yang berbagi kantor berita atau penerbit dihitung sekali: {names}.";
    origin_one: " {names} share a wire agency or a publisher, so they count as one origin.",
        " {names} berbagi kantor berita atau penerbit, jadi dihitung sebagai satu asal.";
    also: " Also carried by {names}.", " Juga dimuat {names}.";
    and: "and", "dan";
    more: "{n} more", "{n} lainnya";
}

/// The words of a language.
pub(super) fn words(lang: UiLang) -> &'static Words {
    match lang {
        UiLang::En => &EN,
        UiLang::Id => &ID,
    }
}

/// Small numbers as papers write them.
pub(super) fn number(lang: UiLang, n: usize) -> String {
    const SMALL_EN: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    const SMALL_ID: [&str; 9] = ["dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"];
    let list = match lang {
        UiLang::En => SMALL_EN,
        UiLang::Id => SMALL_ID,
    };
    n.checked_sub(2).and_then(|at| list.get(at)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// Puts values into a sentence. Values are not read again.
pub(super) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}
