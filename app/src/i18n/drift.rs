//! Words on what changed on the way from one wording to another: for readers and for the newsroom.

use super::word_table;

word_table! {
    /// Words on what changed on the way.
    DriftWords {
        texts: "Both wordings, one beside the other", "Kedua bunyi, berdampingan";
        texts_marked: "Both wordings, with the differences marked", "Kedua bunyi, dengan perbedaan ditandai";
        compared: "Automatic comparison with {up}", "Perbandingan otomatis dengan {up}";
        in_retold: " in numbers, dates, names, negation, hedges and reporting verbs", " pada angka, tanggal, nama, ingkaran, kata penyangsi, dan kata kerja pengantar";
        in_languages: " in numbers, dates, names and negation", " pada angka, tanggal, nama, dan ingkaran";
        in_languages_retold: " in numbers, dates and names", " pada angka, tanggal, dan nama";
        why_retold: "The rest is told in other words here, so it is not compared.", "Selebihnya dituturkan dengan kata lain di sini, jadi tidak dibandingkan.";
        why_languages: "Between two languages the rest cannot be compared.", "Di antara dua bahasa, selebihnya tidak bisa dibandingkan.";
        unlisted: "There are no word lists yet for one of these languages, so little but figures can be compared.", "Untuk salah satu bahasa ini belum ada daftar kata, jadi hampir hanya angka yang bisa dibandingkan.";
        none: "no difference found", "tidak ditemukan perbedaan";
        became: "became", "menjadi";
        nothing: "nothing", "tidak ada";
        not_in: "not found in", "tidak ditemukan dalam";
        not_here: "nothing here", "tidak ada di sini";
        mark: "{n}, {kind}", "{n}, {kind}";
        end_of: "end of {n}", "akhir {n}";
        see_mark: "{n}: show it in the wording", "{n}: tunjukkan dalam kata-katanya";
        name: "Name replaced", "Nama diganti";
        more: "{n} more", "{n} lagi";
        side_lang: "{step}, in {lang}", "{step}, dalam bahasa {lang}";
        sign: "{differences} from {up} to {down}", "{differences} dari {up} ke {down}";
        back_title: "Automatic comparison through a back-translation by the newsroom", "Perbandingan otomatis lewat terjemahan balik dari redaksi";
        back_note: "The newsroom put the words of {down} back into {lang}, to compare them word by word. These words are the newsroom’s, not what was printed.", "Redaksi mengalihkan kembali kata-kata {down} ke bahasa {lang} supaya bisa dibandingkan kata demi kata. Bunyinya dari redaksi, bukan yang dimuat.";
        back_side: "Back-translation of {step}, in {lang}", "Terjemahan balik {step}, dalam bahasa {lang}";
        ends_title: "From the beginning to what readers saw", "Dari awal sampai ke pembaca";
        ends_origin: "{up} had the words first-hand. {n} steps on, readers saw {down}.", "{up} mendapat kata-kata ini dari tangan pertama. {n} langkah kemudian, pembaca membaca {down}.";
        ends_known: "{up} is the first on this way whose words are known. {n} steps on, readers saw {down}.", "{up} adalah yang pertama pada jalur ini yang bunyinya diketahui. {n} langkah kemudian, pembaca membaca {down}.";
        desk_when: "As it stood when this page was opened or last sent; save to compare anew.", "Menurut isi saat halaman ini dibuka atau terakhir dikirim; simpan untuk membandingkan ulang.";
        back_field: "Back-translation (public)", "Terjemahan balik (terbit)";
        back_hint: "For a translation: put its words back into the language of the step before it, as closely as you can. Readers see it as the newsroom’s own words.", "Untuk terjemahan: alihkan kembali kata-katanya ke bahasa langkah sebelumnya, sedekat mungkin. Pembaca melihatnya sebagai kata-kata redaksi sendiri.";
    }
}
