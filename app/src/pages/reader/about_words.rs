//! The words of the page that explains: what this is, how to read a chain, what the standings mean.

use super::signs::Sign;
use domain::lang::UiLang;

/// The words of the page.
#[derive(Debug)]
pub(super) struct AboutWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub what: [&'static str; 3],
    pub reading: &'static str,
    pub reading_text: &'static str,
    pub signs: &'static str,
    pub signs_text: &'static str,
    pub standings: &'static str,
    pub standings_text: &'static str,
    /// Standing, and what it means.
    pub standing: [(&'static str, &'static str); 5],
    pub verdict: &'static str,
    pub verdict_text: &'static str,
}

const EN: AboutWords = AboutWords {
    title: "About Sanad",
    lead: "A quote is only as good as the way it came. Sanad writes that way down.",
    what: [
        "Most of us meet a quote far from where it was spoken. A minister speaks in one language; an agency reports it; a newspaper translates the agency; a website copies the newspaper. Each step may lose a word, a doubt or a name.",
        "For every quote Sanad keeps each place where the words stood, as they stood there, and each step by which they came from one place to the next. Where nobody says how the words came, that is written down too: a gap is shown as a gap.",
        "The word sanad is the chain of those who handed a saying on, name by name. A saying without one is only a saying.",
    ],
    reading: "How to read a chain",
    reading_text: "Time runs down on a phone and to the right on a wide screen, from the speaker to what readers saw. Each card is one mention: an outlet, its date and language, and its own wording. Each line is a hop: one mention took the words from another. Below every picture the same is said in words, step by step.",
    signs: "The signs",
    signs_text: "Shape and words carry the meaning; colour only repeats it.",
    standings: "How we know: the five standings",
    standings_text: "One sentence on each quote page says how well its chain is traced. It follows from the chain by rule. Nobody can choose it.",
    standing: [
        (
            "On record",
            "A recording, a transcript, an official release or the speaker’s own post was found, and every step from there to what readers saw was compared by an editor.",
        ),
        (
            "First-hand report",
            "Somebody heard the words or was told them in an interview, and every step from there to what readers saw was compared.",
        ),
        (
            "Second-hand",
            "A first-hand beginning is known, but at least one step on every way from it has not been compared.",
        ),
        ("Second-hand only", "Every way back ends before it reaches anybody who had the words first-hand."),
        ("Circular", "The steps take the words from one another, and no beginning has been found."),
    ],
    verdict: "What Sanad does not say here",
    verdict_text: "Whether a quote was said is one question; whether what it says is true is another. A lie can be quoted correctly. A chain answers neither by itself. It shows what there is to go by.",
};

const ID: AboutWords = AboutWords {
    title: "Tentang Sanad",
    lead: "Kutipan hanya sebaik jalan yang dilaluinya. Sanad mencatat jalan itu.",
    what: [
        "Kita biasanya menjumpai kutipan jauh dari tempatnya diucapkan. Seorang menteri berbicara dalam satu bahasa; kantor berita melaporkannya; koran menerjemahkan kantor berita itu; situs menyalin koran. Di setiap langkah, satu kata, satu keraguan, atau satu nama bisa hilang.",
        "Untuk setiap kutipan, Sanad menyimpan setiap tempat kata-kata itu dimuat, persis seperti bunyinya di sana, dan setiap langkah perpindahannya. Kalau tidak ada yang mengatakan dari mana kata-kata itu datang, itu pun dicatat: celah ditampilkan sebagai celah.",
        "Sanad adalah rantai orang yang menyampaikan suatu perkataan, nama demi nama. Tanpa sanad, perkataan hanyalah perkataan.",
    ],
    reading: "Cara membaca rantai",
    reading_text: "Waktu berjalan ke bawah di ponsel dan ke kanan di layar lebar, dari penutur sampai bacaan pembaca. Setiap kartu adalah satu pemuatan: media, tanggal dan bahasanya, serta bunyi kata-katanya sendiri. Setiap garis adalah satu lompatan: pemuatan yang satu mengambil kata-kata dari yang lain. Di bawah setiap gambar, hal yang sama dijelaskan dengan kata-kata, langkah demi langkah.",
    signs: "Tanda-tandanya",
    signs_text: "Bentuk dan kata yang membawa makna; warna hanya mengulanginya.",
    standings: "Dari mana kita tahu: lima tingkat",
    standings_text: "Satu kalimat di setiap halaman kutipan menerangkan sejauh mana rantainya terlacak. Kalimat itu mengikuti rantainya menurut aturan. Tidak seorang pun bisa memilihnya.",
    standing: [
        (
            "Ada catatannya",
            "Rekaman, transkrip, siaran resmi, atau unggahan penutur sendiri ditemukan, dan setiap langkah dari sana sampai bacaan pembaca sudah dibandingkan oleh editor.",
        ),
        (
            "Laporan tangan pertama",
            "Ada yang mendengar langsung atau mewawancarai penuturnya, dan setiap langkah dari sana sampai bacaan pembaca sudah dibandingkan.",
        ),
        (
            "Tangan kedua",
            "Asal tangan pertamanya diketahui, tetapi di setiap jalan dari sana masih ada langkah yang belum dibandingkan.",
        ),
        (
            "Hanya dari tangan kedua",
            "Setiap jalan mundur berhenti sebelum sampai kepada orang yang mendapat kata-kata itu dari tangan pertama.",
        ),
        ("Berputar", "Langkah-langkahnya saling mengambil kata-kata itu, dan awalnya tidak ditemukan."),
    ],
    verdict: "Yang tidak dikatakan Sanad di sini",
    verdict_text: "Apakah suatu kutipan benar diucapkan adalah satu pertanyaan; apakah isinya benar adalah pertanyaan lain. Kebohongan pun bisa dikutip dengan tepat. Rantai tidak menjawab keduanya dengan sendirinya. Rantai menunjukkan apa yang bisa dipegang.",
};

/// The words in a language.
pub(super) fn about_words(lang: UiLang) -> &'static AboutWords {
    match lang {
        UiLang::En => &EN,
        UiLang::Id => &ID,
    }
}

/// A sign's name and what it means.
pub(super) fn sign(lang: UiLang, sign: Sign) -> (&'static str, &'static str) {
    let (en, id) = match sign {
        Sign::Speaker => (
            ("Speaker", "Who said it, with initials, at the head of the chain."),
            ("Penutur", "Yang mengatakannya, dengan inisial, di pangkal rantai."),
        ),
        Sign::Origin => (
            ("First-hand", "This mention had the words from the utterance itself: heard, recorded, released."),
            ("Tangan pertama", "Kata-kata didapat dari tuturannya sendiri: didengar, direkam, dirilis."),
        ),
        Sign::Step => (
            ("A step on the way", "It had the words from somewhere else."),
            ("Langkah di tengah", "Kata-katanya didapat dari tempat lain."),
        ),
        Sign::Unknown => (
            ("Not named", "A step that nobody names. The words came through here, and we do not know how."),
            ("Tidak disebut", "Langkah yang tidak disebut siapa pun. Kata-kata lewat di sini, entah bagaimana."),
        ),
        Sign::Read => (
            ("What readers saw", "A card with a thick lower edge."),
            ("Yang dibaca pembaca", "Kartu dengan garis bawah tebal."),
        ),
        Sign::Verified => (
            ("Compared", "An editor compared both ends of this hop and kept the evidence."),
            ("Sudah dibandingkan", "Editor membandingkan kedua ujungnya dan menyimpan buktinya."),
        ),
        Sign::Asserted => (
            ("Asserted", "Its text says where the words come from, or says nothing; nobody has compared the two."),
            ("Kata teksnya", "Teksnya menyebut asal kata-katanya, atau diam saja; keduanya belum dibandingkan."),
        ),
        Sign::Translation => (
            ("Translation", "A double line, with the two languages."),
            ("Terjemahan", "Garis ganda, dengan kedua bahasanya."),
        ),
        Sign::Wire => (
            ("Wire copy", "A thin line beside the line: the copy of an agency or another paper, carried as it came."),
            (
                "Salinan kantor berita",
                "Garis tipis di sisi garis: naskah kantor berita atau koran lain, dimuat apa adanya.",
            ),
        ),
        Sign::Loop => (
            ("Circular", "A line that leads back: the steps take the words from one another."),
            ("Berputar", "Garis yang kembali: langkah-langkahnya saling mengambil kata-kata."),
        ),
        Sign::Choke => (
            ("Choke point", "A diamond: every way to what readers saw passes through this step."),
            ("Titik sempit", "Belah ketupat: setiap jalan ke bacaan pembaca melewati langkah ini."),
        ),
        Sign::Drift => (
            ("Differences", "How many things changed in the words between the two ends."),
            ("Perbedaan", "Berapa hal yang berubah dalam kata-katanya di antara kedua ujung."),
        ),
        Sign::Struck => (
            (
                "Corrected or retracted",
                "A card struck at the corner, with the word beside it. What follows needs a fresh look.",
            ),
            (
                "Dikoreksi atau ditarik",
                "Kartu yang sudutnya dicoret, dengan keterangannya. Yang sesudahnya perlu diperiksa ulang.",
            ),
        ),
    };
    match lang {
        UiLang::En => en,
        UiLang::Id => id,
    }
}
