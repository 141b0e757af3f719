//! Words on pages across quotes: who leans on whom.

use super::word_table;

word_table! {
    /// Words on pages across quotes.
    LeaningWords {
        nav: "Outlets", "Antarmedia";
        title: "Who leans on whom", "Siapa mengutip siapa";
        lead: "Outlets take words from one another. This is who takes from whom, how often, and how often an editor compared both ends.", "Media saling mengambil kata-kata. Inilah siapa yang mengambil dari siapa, seberapa sering, dan seberapa sering editor membandingkan kedua ujungnya.";
        lead_wire: "Wire copy and syndication: who prints whose copy as it came, how often, and how often an editor compared both ends.", "Salinan kantor berita dan sindikasi: siapa yang memuat naskah siapa apa adanya, seberapa sering, dan seberapa sering editor membandingkan kedua ujungnya.";
        counted: "Counted from {quotes} in this library. The numbers say what has been logged here, not how outlets work everywhere: an outlet that is logged often stands here often.", "Dihitung dari {quotes} di pustaka ini. Angka-angkanya menunjukkan apa yang dicatat di sini, bukan kebiasaan media di mana pun: media yang sering dicatat akan sering muncul di sini.";
        quotes_one: "1 published quote", "1 kutipan yang terbit";
        quotes_many: "{n} published quotes", "{n} kutipan yang terbit";
        few: "These are few. Read them as examples, not as a pattern.", "Jumlahnya masih sedikit. Bacalah sebagai contoh, bukan sebagai pola.";
        counting: "Older quotes are still being counted; the numbers will grow.", "Kutipan lama masih dihitung; angka-angka ini akan bertambah.";
        ways: "How the words were taken", "Cara kata-kata diambil";
        way_report: "Own articles", "Artikel sendiri";
        way_wire: "Wire copy and syndication", "Salinan dan sindikasi";
        wire_mark: "wire copy or syndication", "salinan kantor berita atau sindikasi";

        picture: "The picture", "Gambarnya";
        picture_title: "Who takes words from whom", "Siapa mengambil kata-kata dari siapa";
        picture_desc: "The outlets that stand in most quotes. On the left, those that took words; on the right, the outlets that they took them from. {lines} The table below says the same.", "Media yang paling banyak muncul dalam kutipan. Di kiri, yang mengambil kata-kata; di kanan, asal kata-kata itu. {lines} Tabel di bawah mengatakan hal yang sama.";
        picture_lines_one: "One line joins them.", "Satu garis menghubungkannya.";
        picture_lines_many: "{n} lines join them.", "{n} garis menghubungkannya.";
        key_width: "Thicker: in more quotes", "Makin tebal: makin banyak kutipan";
        key_solid: "Solid: every step compared", "Utuh: setiap langkah dibandingkan";
        key_dashed: "Dashed: not every step compared", "Putus-putus: belum semua langkah dibandingkan";
        left_out_one: "One more pair stands in the table only.", "Satu pasangan lagi hanya ada di tabel.";
        left_out_rest: "All other pairs stand in the table only.", "Semua pasangan lain hanya ada di tabel.";
        left_out_many: "{n} more pairs stand in the table only.", "{n} pasangan lagi hanya ada di tabel.";

        pairs: "Pair by pair", "Pasangan demi pasangan";
        pairs_note: "Verified counts steps: an editor compared the words at both ends and kept the evidence.", "Terverifikasi menghitung langkah: editor membandingkan kata-kata di kedua ujung dan menyimpan buktinya.";
        col_down: "Took the words", "Yang mengambil";
        col_up: "From", "Dari";
        col_quotes: "Quotes", "Kutipan";
        col_verified: "Verified", "Terverifi\u{ad}kasi";
        of: "{n} of {all}", "{n} dari {all}";
        share: "{n} of {all} ({share}%)", "{n} dari {all} ({share}%)";
        see_quotes: "{quotes}: {down} from {up}", "{quotes}: {down} dari {up}";
        n_quotes_one: "1 quote", "1 kutipan";
        n_quotes_many: "{n} quotes", "{n} kutipan";
        verified_one: "{n} of {all} step verified", "{n} dari {all} langkah terverifikasi";
        verified_many: "{n} of {all} steps verified", "{n} dari {all} langkah terverifikasi";
        no_reports: "No published quote shows yet that one outlet took words from another.", "Belum ada kutipan terbit yang menunjukkan satu media mengambil kata-kata dari media lain.";
        no_wires: "No published quote shows wire copy or syndication yet.", "Belum ada kutipan terbit yang menunjukkan salinan kantor berita atau sindikasi.";

        chokes: "Where everything passes through", "Tempat semuanya lewat";
        chokes_text: "In these quotes every way from the beginning to what readers saw passes through the outlet: if it erred, everything below it erred too.", "Dalam kutipan-kutipan ini setiap jalan dari awal sampai bacaan pembaca melewati media itu: kalau media itu keliru, semua di bawahnya ikut keliru.";
        col_outlet: "Outlet", "Media";
        col_choke: "Choke point in", "Titik sempit dalam";
        of_quotes_one: "{n} of {all} quote", "{n} dari {all} kutipan";
        of_quotes_many: "{n} of {all} quotes", "{n} dari {all} kutipan";
        no_chokes: "No published chain has a choke point.", "Tidak ada rantai terbit yang memiliki titik sempit.";

        circular: "Circular reporting", "Pemberitaan berputar";
        circular_text: "In these quotes outlets took the words from one another. Finding them in several places confirms nothing.", "Dalam kutipan-kutipan ini media saling mengambil kata-katanya. Menemukannya di beberapa tempat tidak membuktikan apa-apa.";
        circular_all: "All quotes that go in circles", "Semua kutipan yang berputar";
        no_circular: "None has been found in published quotes.", "Belum ditemukan dalam kutipan yang terbit.";

        meaning: "What the words mean", "Arti istilahnya";
        t_takes: "Took the words", "Mengambil kata-kata";
        t_takes_text: "A step of a quote’s chain goes from one outlet to the other: it quotes, translates, retells or sums up what the other had. Steps through somebody who is not named join no two outlets.", "Satu langkah rantai kutipan menuju dari media yang satu ke media yang lain: ia mengutip, menerjemahkan, menuturkan ulang, atau meringkas kata-kata dari sana. Langkah lewat pihak yang tidak disebut tidak menghubungkan dua media.";
        t_verified: "Verified", "Terverifikasi";
        t_verified_text: "An editor compared the words at both ends of the step and kept the evidence. A step that is not verified is not wrong: nobody has compared it yet, and the text’s own word is all there is.", "Editor membandingkan kata-kata di kedua ujung langkah itu dan menyimpan buktinya. Langkah yang belum terverifikasi tidak berarti salah: belum ada yang membandingkannya, dan yang ada hanya kata teksnya sendiri.";
        t_wire: "Wire copy and syndication", "Salinan kantor berita dan sindikasi";
        t_wire_text: "The outlet printed another’s copy as it came. That is an agreement, not reporting, so it is counted apart.", "Media itu memuat naskah media lain apa adanya. Itu kesepakatan, bukan peliputan, maka dihitung terpisah.";
        t_choke: "Choke point", "Titik sempit";
        t_choke_text: "Every way from every beginning of the chain to what readers saw passes through this outlet. Chains of a single step are not counted.", "Setiap jalan dari setiap awal rantai sampai bacaan pembaca melewati media ini. Rantai dengan satu langkah saja tidak dihitung.";
        t_circular: "Circular", "Berputar";
        t_circular_text: "Following the steps back from an outlet leads to the same outlet again.", "Menelusuri langkah-langkah ke belakang dari suatu media membawa kembali ke media itu juga.";
        t_unnamed: "Names nobody", "Tidak menyebut siapa pun";
        t_unnamed_text: "The outlet did not have the words first-hand and does not say from whom it had them.", "Media itu tidak memperoleh kata-katanya dari tangan pertama dan tidak mengatakan dari siapa.";

        section: "Who it leans on, and who leans on it", "Mengambil dari siapa, diambil oleh siapa";
        takes: "Takes from", "Mengambil dari";
        taken: "Is taken by", "Diambil oleh";
        takes_none: "From no other outlet, in published quotes.", "Tidak dari media lain, dalam kutipan yang terbit.";
        taken_none: "By no other outlet, in published quotes.", "Tidak oleh media lain, dalam kutipan yang terbit.";
        stands_in: "Published chains it stands in", "Rantai terbit yang memuatnya";
        choke_in: "Choke point in", "Titik sempit dalam";
        circular_in: "In circular reporting in", "Dalam pemberitaan berputar pada";
        unnamed_in: "Names nobody in", "Tidak menyebut siapa pun dalam";
        see_all: "All of it, and what the numbers mean", "Selengkapnya, dan arti angka-angkanya";
        outlet_title: "{outlet}: who it leans on, and who leans on it", "{outlet}: mengambil dari siapa, diambil oleh siapa";
        outlet_lead: "From published quotes: which outlets this one takes words from, and which take words from it.", "Dari kutipan yang terbit: media mana yang diambil kata-katanya oleh media ini, dan media mana yang mengambil darinya.";
        whole_library: "The whole library", "Seluruh pustaka";

        pair_title: "{down} takes from {up}", "{down} mengambil dari {up}";
        pair_verb: "takes from", "mengambil dari";
        pair_title_wire: "{down} prints copy of {up}", "{down} memuat naskah {up}";
        pair_verb_wire: "prints copy of", "memuat naskah";
        pair_lead: "The published quotes in which this was found.", "Kutipan terbit yang menunjukkannya.";
        choke_title: "{outlet} as a choke point", "{outlet} sebagai titik sempit";
        circular_title: "{outlet} in circular reporting", "{outlet} dalam pemberitaan berputar";
        unnamed_title: "Where {outlet} names nobody", "Saat {outlet} tidak menyebut siapa pun";
        about_text: "Across all quotes, see which outlets take words from which others, and where the words go in circles.", "Di seluruh kutipan, lihat media mana yang mengambil kata-kata dari media lain, dan di mana kata-kata itu berputar.";
    }
}

/// From this many on, shares are said in percent: below it, one step more or less would move them by more than five.
pub(crate) const PERCENT_FROM: i64 = 20;

impl LeaningWords {
    /// "1 published quote", "7 published quotes".
    pub(crate) fn published(&self, n: i64) -> String {
        super::fill(if n == 1 { self.quotes_one } else { self.quotes_many }, &[("n", &n.to_string())])
    }

    /// "1 quote", "7 quotes".
    pub(crate) fn quotes(&self, n: i64) -> String {
        super::fill(if n == 1 { self.n_quotes_one } else { self.n_quotes_many }, &[("n", &n.to_string())])
    }

    /// "2 of 4"; from [`PERCENT_FROM`] on with the share.
    pub(crate) fn part(&self, n: i64, all: i64) -> String {
        let (count, whole) = (n.to_string(), all.to_string());
        if all < PERCENT_FROM {
            return super::fill(self.of, &[("n", &count), ("all", &whole)]);
        }
        // Rounded, but never up to all or down to none of them.
        let share = match (n * 200 / all + 1) / 2 {
            0 if n > 0 => 1,
            100 if n < all => 99,
            share => share,
        };
        super::fill(self.share, &[("n", &count), ("all", &whole), ("share", &share.to_string())])
    }

    /// "2 of 4 steps verified".
    pub(crate) fn verified(&self, n: i64, all: i64) -> String {
        let sentence = if all == 1 { self.verified_one } else { self.verified_many };
        super::fill(sentence, &[("n", &n.to_string()), ("all", &all.to_string())])
    }

    /// "2 of 4 quotes".
    pub(crate) fn of_quotes(&self, n: i64, all: i64) -> String {
        let sentence = if all == 1 { self.of_quotes_one } else { self.of_quotes_many };
        super::fill(sentence, &[("n", &n.to_string()), ("all", &all.to_string())])
    }
}

#[cfg(test)]
mod tests {
    use super::{EN, ID};

    #[test]
    fn few_are_counted_and_many_are_said_in_percent() {
        assert_eq!((EN.part(2, 3).as_str(), ID.part(2, 3).as_str()), ("2 of 3", "2 dari 3"));
        assert_eq!(EN.part(19, 19), "19 of 19");
        assert_eq!(EN.part(7, 20), "7 of 20 (35%)");
        assert_eq!(EN.part(0, 1000), "0 of 1000 (0%)");
        assert_eq!(EN.part(1, 1000), "1 of 1000 (1%)");
        assert_eq!(EN.part(999, 1000), "999 of 1000 (99%)");
        assert_eq!(EN.part(1000, 1000), "1000 of 1000 (100%)");
        assert_eq!((EN.quotes(1), EN.quotes(2)), ("1 quote".to_owned(), "2 quotes".to_owned()));
    }
}
