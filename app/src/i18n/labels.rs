//! Words for the closed lists of the domain, and sentences for what is wrong with a field.

use super::fill;
use domain::{
    Reason,
    account::Role,
    chain::{Basis, HopKind, HopState},
    document::Standing,
    fetching::NotFetched,
    form::Unchanged,
    lang::{LangTag, UiLang},
    outlet::OutletKind,
    quote::{Directness, QuoteState},
    speaker::SpeakerKind,
};

fn of(lang: UiLang, en: &'static str, id: &'static str) -> &'static str {
    match lang {
        UiLang::En => en,
        UiLang::Id => id,
    }
}

/// Kind of speaker.
pub fn speaker_kind(lang: UiLang, kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => of(lang, "Person", "Orang"),
        SpeakerKind::Body => of(lang, "Body", "Lembaga"),
        SpeakerKind::Anonymous => of(lang, "Not named", "Tidak disebut namanya"),
    }
}

/// Kind of outlet.
pub fn outlet_kind(lang: UiLang, kind: OutletKind) -> &'static str {
    match kind {
        OutletKind::Newspaper => of(lang, "Newspaper or news site", "Surat kabar atau situs berita"),
        OutletKind::Wire => of(lang, "Wire agency", "Kantor berita"),
        OutletKind::Broadcaster => of(lang, "Broadcaster", "Stasiun siaran"),
        OutletKind::StateMedia => of(lang, "State media", "Media negara"),
        OutletKind::Official => of(lang, "Official channel", "Kanal resmi"),
        OutletKind::SocialAccount => of(lang, "Social account", "Akun media sosial"),
        OutletKind::Magazine => of(lang, "Magazine or publisher", "Majalah atau penerbit"),
        OutletKind::Blog => of(lang, "Blog or newsletter", "Blog atau buletin"),
        OutletKind::Other => of(lang, "Outlet", "Media"),
    }
}

/// Access basis.
pub fn basis(lang: UiLang, basis: Basis) -> &'static str {
    match basis {
        Basis::Heard => of(lang, "Heard in person", "Mendengar langsung"),
        Basis::Interview => of(lang, "Own interview", "Wawancara sendiri"),
        Basis::Recording => of(lang, "Recording", "Rekaman"),
        Basis::Transcript => of(lang, "Transcript", "Transkrip"),
        Basis::OfficialRelease => of(lang, "Official release", "Siaran resmi"),
        Basis::OwnPost => of(lang, "The speaker’s own post", "Unggahan penutur sendiri"),
        Basis::Wire => of(lang, "Wire copy", "Salinan kantor berita"),
        Basis::Outlet => of(lang, "Another outlet", "Media lain"),
        Basis::Social => of(lang, "Somebody else’s post", "Unggahan orang lain"),
        Basis::Unknown => of(lang, "Not known", "Tidak diketahui"),
    }
}

/// Kind of hop.
pub fn hop_kind(lang: UiLang, kind: HopKind) -> &'static str {
    match kind {
        HopKind::Quotes => of(lang, "quotes", "mengutip"),
        HopKind::Translates => of(lang, "translates", "menerjemahkan"),
        HopKind::Paraphrases => of(lang, "paraphrases", "menuturkan ulang"),
        HopKind::Syndicates => of(lang, "syndicates", "memuat salinan"),
        HopKind::Summarises => of(lang, "summarises", "meringkas"),
    }
}

/// State of a hop.
pub fn hop_state(lang: UiLang, state: HopState) -> &'static str {
    match state {
        HopState::Asserted => of(lang, "the text says so", "kata teksnya"),
        HopState::Verified => of(lang, "compared at both ends", "sudah dibandingkan di kedua ujung"),
    }
}

/// Directness.
pub fn directness(lang: UiLang, directness: Directness) -> &'static str {
    match directness {
        Directness::Direct => of(lang, "Direct quote", "Kutipan langsung"),
        Directness::Indirect => of(lang, "Indirect", "Tidak langsung"),
        Directness::Mixed => of(lang, "Partly quoted", "Sebagian dikutip"),
    }
}

/// State of a quote.
pub fn quote_state(lang: UiLang, state: QuoteState) -> &'static str {
    match state {
        QuoteState::Draft => of(lang, "Draft", "Draf"),
        QuoteState::Review => of(lang, "In review", "Ditinjau"),
        QuoteState::Published => of(lang, "Published", "Terbit"),
    }
}

/// Whether an outlet stands by a document.
pub fn standing(lang: UiLang, standing: Standing) -> &'static str {
    match standing {
        Standing::Current => of(lang, "As published", "Seperti saat terbit"),
        Standing::Corrected => of(lang, "Corrected", "Dikoreksi"),
        Standing::Retracted => of(lang, "Retracted", "Ditarik"),
    }
}

/// Role of an account.
pub fn role(lang: UiLang, role: Role) -> &'static str {
    match role {
        Role::Checker => of(lang, "Fact-checker", "Pemeriksa fakta"),
        Role::Editor => of(lang, "Editor", "Editor"),
        Role::Admin => of(lang, "Admin", "Admin"),
    }
}

/// A language's name; its tag where we know no name.
pub fn language(lang: UiLang, tag: &LangTag) -> String {
    let name = match tag.language() {
        "id" => of(lang, "Indonesian", "Indonesia"),
        "en" => of(lang, "English", "Inggris"),
        "ar" => of(lang, "Arabic", "Arab"),
        "de" => of(lang, "German", "Jerman"),
        "fr" => of(lang, "French", "Prancis"),
        "es" => of(lang, "Spanish", "Spanyol"),
        "ru" => of(lang, "Russian", "Rusia"),
        "fa" => of(lang, "Persian", "Persia"),
        "he" => of(lang, "Hebrew", "Ibrani"),
        "tr" => of(lang, "Turkish", "Turki"),
        "zh" => of(lang, "Chinese", "Tionghoa"),
        "ja" => of(lang, "Japanese", "Jepang"),
        "ms" => of(lang, "Malay", "Melayu"),
        "jv" => of(lang, "Javanese", "Jawa"),
        "su" => of(lang, "Sundanese", "Sunda"),
        "nl" => of(lang, "Dutch", "Belanda"),
        "ur" => of(lang, "Urdu", "Urdu"),
        "uk" => of(lang, "Ukrainian", "Ukraina"),
        _ => return tag.to_string(),
    };
    name.to_owned()
}

/// Why a button of the chain did nothing, and what to do.
pub fn unchanged(lang: UiLang, why: Unchanged) -> String {
    let c = &super::words_in(lang).chain;
    match why {
        Unchanged::NoSuchButton => c.no_such_button.to_owned(),
        Unchanged::ChooseOne => c.choose_one.to_owned(),
        Unchanged::ChooseTwo => c.choose_two.to_owned(),
        Unchanged::NoSuchStep => c.no_such_step.to_owned(),
        Unchanged::NoSuchHop => c.no_such_hop.to_owned(),
        Unchanged::SameStep => c.same_step.to_owned(),
        Unchanged::JoinedAlready => c.joined_already.to_owned(),
        Unchanged::FullOfHops => {
            let most = domain::quote::MAX_HOPS.to_string();
            fill(super::words_in(lang).long.full_of_hops, &[("n", &most)])
        }
        Unchanged::Full => fill(c.full, &[("n", &domain::quote::MAX_MENTIONS.to_string())]),
    }
}

/// What is wrong with a field, and what to do.
pub fn reason(lang: UiLang, reason: &Reason) -> String {
    let say = |en: &'static str, id: &'static str| of(lang, en, id).to_owned();
    match reason {
        Reason::Empty => say("Write something here.", "Isi bagian ini."),
        Reason::TooLong { max, len } => fill(
            of(
                lang,
                "This is {len} characters long; the most is {max}. Shorten it.",
                "Panjangnya {len} karakter; paling banyak {max}. Persingkat.",
            ),
            &[("len", &len.to_string()), ("max", &max.to_string())],
        ),
        Reason::TooMany { max, len } => fill(
            of(
                lang,
                "There are {len} of them; the most is {max}. Remove some.",
                "Jumlahnya {len}; paling banyak {max}. Hapus sebagian.",
            ),
            &[("len", &len.to_string()), ("max", &max.to_string())],
        ),
        Reason::TooShort { min } => fill(
            of(lang, "Write at least {min} characters.", "Tulis sedikitnya {min} karakter."),
            &[("min", &min.to_string())],
        ),
        Reason::ControlCharacter { code, at } => fill(
            of(
                lang,
                "Character {at} cannot be printed (U+{code}). Delete it.",
                "Karakter ke-{at} tidak dapat dicetak (U+{code}). Hapus karakter itu.",
            ),
            &[("at", &(at + 1).to_string()), ("code", &format!("{code:04X}"))],
        ),
        Reason::Invisible => say(
            "Nothing can be seen here: the text holds invisible characters only. Write it out, or empty the field.",
            "Tidak ada yang terlihat di sini: teksnya hanya berisi karakter tak kasatmata. Tulis teksnya, atau kosongkan bagian ini.",
        ),
        Reason::LineBreak => say("Write this on one line.", "Tulis dalam satu baris."),
        Reason::NotADate => say(
            "Write the date as 7 August 2024, August 2024 or 2024.",
            "Tulis tanggalnya sebagai 7 Agustus 2024, Agustus 2024, atau 2024.",
        ),
        Reason::NoSuchDate => say(
            "There is no such date. The day comes first: 7/8/2024 is 7 August 2024.",
            "Tanggal itu tidak ada. Hari lebih dulu: 7/8/2024 berarti 7 Agustus 2024.",
        ),
        Reason::NoZone => say(
            "Add the time zone, for example 14:30 WIB or 14:30 +07:00; or leave the time out.",
            "Tambahkan zona waktunya, misalnya 14.30 WIB atau 14.30 +07:00; atau hapus jamnya.",
        ),
        Reason::DateInFuture => say("This day has not come yet.", "Hari itu belum tiba."),
        Reason::DateOrder => say("This lies before the date it follows.", "Ini mendahului tanggal sebelumnya."),
        Reason::NotAUrl => say(
            "Write a web address such as https://example.org/article.",
            "Tulis alamat web seperti https://example.org/artikel.",
        ),
        Reason::UrlScheme(scheme) => fill(
            of(
                lang,
                "Addresses that begin with {scheme}: cannot be kept. Use one that begins with https://.",
                "Alamat yang diawali {scheme}: tidak dapat disimpan. Pakai alamat yang diawali https://.",
            ),
            &[("scheme", scheme)],
        ),
        Reason::NotALanguage => {
            say("Write a language code such as id, en or ar.", "Tulis kode bahasa seperti id, en, atau ar.")
        }
        Reason::NotACountry => {
            say("Write a country code of two letters, such as ID.", "Tulis kode negara dua huruf, misalnya ID.")
        }
        Reason::NotAWikidataId => say("Write a Wikidata item such as Q7747.", "Tulis butir Wikidata seperti Q7747."),
        Reason::UnknownChoice(word) => fill(
            of(
                lang,
                "“{word}” is not one of the choices. Choose again.",
                "“{word}” tidak ada dalam pilihan. Pilih lagi.",
            ),
            &[("word", word)],
        ),
        Reason::NoSuchRecord => say(
            "The record that was chosen is not there any more. Choose again.",
            "Catatan yang dipilih sudah tidak ada. Pilih lagi.",
        ),
        Reason::ChooseOrCreate => say(
            "Something like this is in the library already. Choose it, or say that this is a new one.",
            "Yang mirip sudah ada di pustaka. Pilih salah satu, atau nyatakan bahwa ini baru.",
        ),
        Reason::EditorsOnly => say(
            "Only an editor may do this. Set it back; everything else can be saved.",
            "Hanya editor yang boleh melakukan ini. Kembalikan; yang lain dapat disimpan.",
        ),
        Reason::TickOrEmpty => say("Tick the box, or empty the reason.", "Centang kotaknya, atau kosongkan alasannya."),
        Reason::OtherOutlet => say(
            "The document belongs to another outlet. Empty this field, or choose another document.",
            "Dokumen itu milik media lain. Kosongkan bagian ini, atau pilih dokumen lain.",
        ),
        Reason::HopToItself => say(
            "A step cannot take its words from itself. Choose another step.",
            "Satu langkah tidak dapat mengambil kata dari dirinya sendiri. Pilih langkah lain.",
        ),
        Reason::HopElsewhere => say(
            "That step is not part of this chain. Choose a step of this chain.",
            "Langkah itu bukan bagian rantai ini. Pilih langkah dari rantai ini.",
        ),
        Reason::HopTwice => say(
            "These two steps are joined already. Remove one of the two lines.",
            "Kedua langkah itu sudah tersambung. Hapus salah satu barisnya.",
        ),
        Reason::NotInSnapshot => {
            say("These words do not stand in the article’s text.", "Kata-kata ini tidak ada dalam teks artikel.")
        }
        Reason::Taken => say("This is taken. Choose another.", "Ini sudah dipakai. Pilih yang lain."),
        Reason::NotALoginName => say(
            "Use letters, digits, dot, dash, underscore and @ only.",
            "Pakai huruf, angka, titik, tanda hubung, garis bawah, dan @ saja.",
        ),
        Reason::NotFetched(why) => not_fetched(lang, why),
    }
}

/// Why a page was not fetched, and what to do.
fn not_fetched(lang: UiLang, why: &NotFetched) -> String {
    let say = |en: &'static str, id: &'static str| of(lang, en, id).to_owned();
    match why {
        NotFetched::SwitchedOff => say(
            "Paste the article here. Opening pages by their address is switched off; an admin can switch it on.",
            "Tempel artikelnya di sini. Membuka halaman lewat alamatnya sedang tidak aktif; admin dapat mengaktifkannya.",
        ),
        NotFetched::Port(port) => fill(
            of(
                lang,
                "The address names port {port}. Only pages at the usual ports are opened: take the port out, or paste the text.",
                "Alamat itu menyebut porta {port}. Hanya halaman di porta biasa yang dibuka: hapus portanya, atau tempel teksnya.",
            ),
            &[("port", &port.to_string())],
        ),
        NotFetched::PrivateAddress => say(
            "This address is not on the public internet, so it is not opened. Paste the text.",
            "Alamat ini tidak berada di internet publik, jadi tidak dibuka. Tempel teksnya.",
        ),
        NotFetched::NoSuchHost => say(
            "There is no site of this name. Check the address for a slip.",
            "Tidak ada situs dengan nama ini. Periksa apakah alamatnya salah ketik.",
        ),
        NotFetched::Unreachable => say(
            "The site could not be reached, or broke off. Try again, or paste the text.",
            "Situs tidak dapat dihubungi, atau terputus. Coba lagi, atau tempel teksnya.",
        ),
        NotFetched::NotSecure => say(
            "The site’s certificate is not in order, so nobody knows who answers there. Open it yourself, and paste the text if you trust it.",
            "Sertifikat situs ini tidak beres, jadi tidak jelas siapa yang menjawab di sana. Buka sendiri, dan tempel teksnya bila Anda memercayainya.",
        ),
        NotFetched::TooSlow { seconds } => fill(
            of(
                lang,
                "The site took longer than {seconds} seconds. Try again, or paste the text.",
                "Situs ini memerlukan lebih dari {seconds} detik. Coba lagi, atau tempel teksnya.",
            ),
            &[("seconds", &seconds.to_string())],
        ),
        NotFetched::TooLarge { max } => fill(
            of(
                lang,
                "The page is larger than {mb} MB. Paste the part that you need.",
                "Halaman ini lebih besar dari {mb} MB. Tempel bagian yang diperlukan.",
            ),
            &[("mb", &(max / 1_000_000).to_string())],
        ),
        NotFetched::WrongType(kind) if kind.is_empty() => say(
            "The site does not say what is at this address, so it is not read. Paste the text.",
            "Situs tidak menyebut apa isi alamat ini, jadi tidak dibaca. Tempel teksnya.",
        ),
        NotFetched::WrongType(kind) => fill(
            of(
                lang,
                "There is no web page or text here but {kind}. Open it yourself, and paste its text.",
                "Isi alamat ini bukan halaman web atau teks, melainkan {kind}. Buka sendiri, lalu tempel teksnya.",
            ),
            &[("kind", kind)],
        ),
        NotFetched::Robots => say(
            "The site’s robots.txt asks programs not to open this page. Open it yourself, and paste the text.",
            "robots.txt situs ini meminta program tidak membuka halaman ini. Buka sendiri, lalu tempel teksnya.",
        ),
        NotFetched::RobotsUnknown => say(
            "The site does not say at present whether programs may open its pages (its robots.txt cannot be read). Paste the text.",
            "Saat ini situs tidak menyatakan apakah program boleh membuka halamannya (robots.txt tidak terbaca). Tempel teksnya.",
        ),
        NotFetched::Status(404 | 410) => say(
            "The page is not there. Check the address, or look for an archived copy.",
            "Halaman ini tidak ada. Periksa alamatnya, atau cari salinan arsip.",
        ),
        NotFetched::Status(401 | 402 | 403 | 451) => say(
            "The site does not let this page be opened. If you can read it yourself, paste the text.",
            "Situs tidak mengizinkan halaman ini dibuka. Bila Anda dapat membacanya sendiri, tempel teksnya.",
        ),
        NotFetched::Status(status) => fill(
            of(
                lang,
                "The site answered with error {status}. Try again later, or paste the text.",
                "Situs menjawab dengan galat {status}. Coba lagi nanti, atau tempel teksnya.",
            ),
            &[("status", &status.to_string())],
        ),
        NotFetched::TooManyRedirects => say(
            "The address leads on from page to page without an end. Open it yourself, and paste the text.",
            "Alamat ini mengalihkan dari halaman ke halaman tanpa henti. Buka sendiri, lalu tempel teksnya.",
        ),
        NotFetched::BadRedirect => say(
            "The address leads on to something that is no web page. Open it yourself, and paste the text.",
            "Alamat ini mengalihkan ke sesuatu yang bukan halaman web. Buka sendiri, lalu tempel teksnya.",
        ),
        NotFetched::NoText => say(
            "No article was found on this page: perhaps it shows its text only with script. Open it yourself, and paste the text.",
            "Tidak ditemukan artikel di halaman ini: mungkin teksnya hanya muncul dengan skrip. Buka sendiri, lalu tempel teksnya.",
        ),
        NotFetched::TooOften { wait } => fill(
            of(
                lang,
                "Many pages were opened just now. Wait {wait} seconds, then try again.",
                "Banyak halaman baru saja dibuka. Tunggu {wait} detik, lalu coba lagi.",
            ),
            &[("wait", &wait.to_string())],
        ),
    }
}
