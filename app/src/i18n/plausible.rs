//! Words about what does not fit together, and about steps that need a fresh look.

use super::word_table;

word_table! {
    /// Words about what does not fit together.
    PlausibleWords {
        desk_title: "Does this fit together?", "Apakah semuanya cocok?";
        desk_hint: "What is saved, held against itself. Mend above what is wrong. If it is right all the same, say why.", "Yang tersimpan, dibandingkan satu sama lain. Betulkan di atas apa yang keliru. Kalau memang benar, tulis alasannya.";
        desk_none: "Nothing contradicts itself in what is saved. What has no date cannot be checked.", "Tidak ada yang bertentangan dalam data tersimpan. Yang tidak bertanggal tidak dapat diperiksa.";
        set_aside: "Set it aside, with a reason", "Kesampingkan, dengan alasan";
        say_found: "Say what you found", "Tulis hasilnya";
        keep_or_drop: "Keep it or take it out", "Simpan atau buang";
        tick: "This is right as it stands", "Ini memang benar adanya";
        tick_recheck: "Compared again since then", "Sudah dibandingkan lagi sejak itu";
        tick_gone: "Keep this reason", "Simpan alasan ini";
        why: "Why", "Alasannya";
        why_hint: "Readers see this on the quote’s page.", "Pembaca melihat ini di halaman kutipan.";
        why_newsroom_hint: "Only the newsroom sees this.", "Hanya ruang redaksi yang melihat ini.";
        editors_set_aside: "An editor can set this aside with a reason.", "Editor dapat mengesampingkan ini dengan alasan.";
        aside: "Set aside", "Dikesampingkan";
        gone: "No longer needed: {what}. The facts have changed since this was set aside.", "Tidak diperlukan lagi: {what}. Faktanya sudah berubah sejak ini dikesampingkan.";
        gone_hint: "Untick it and empty the reason to take it out; older versions keep it.", "Hapus centang dan kosongkan alasannya untuk membuangnya; versi lama tetap menyimpannya.";
        see_step: "Step {n}", "Langkah {n}";

        rule_before_upstream: "published before the report it repeats", "terbit sebelum laporan yang diulangnya";
        rule_before_said: "published before the words were said", "terbit sebelum kata-katanya diucapkan";
        rule_after_death: "said after the speaker’s death", "diucapkan setelah penuturnya meninggal";
        rule_before_birth: "said before the speaker was born", "diucapkan sebelum penuturnya lahir";
        rule_not_in_role: "said when the speaker did not hold this role", "diucapkan saat penuturnya tidak memegang jabatan itu";
        rule_dateline: "dated from another place", "ditulis dari tempat lain";
        rule_recheck: "below a report that was corrected or withdrawn", "di bawah laporan yang dikoreksi atau ditarik";

        before_upstream: "{down} published this {published}, {gap} {up}, which it is said to repeat. {up} published it {upstream}.", "{down} memuat ini {published}, {gap} {up} yang disebut sebagai asalnya. {up} memuatnya {upstream}.";
        before_said: "{name} published this {published}, {gap} the words are said to have been spoken: {said}.", "{name} memuat ini {published}, {gap} kata-kata itu disebut diucapkan: {said}.";
        after_death: "{speaker} died {died}, before the words are said to have been spoken: {said}.", "{speaker} meninggal {died}, sebelum kata-kata itu disebut diucapkan: {said}.";
        before_birth: "{speaker} was born {born}, after the words are said to have been spoken: {said}.", "{speaker} lahir {born}, setelah kata-kata itu disebut diucapkan: {said}.";
        not_in_role: "{speaker} is named here as {role}, but held that role {span}; the words are dated {said}.", "{speaker} disebut di sini sebagai {role}, padahal jabatan itu dipegangnya {span}; kata-kata ini bertanggal {said}.";
        dateline: "{name} heard this itself, but its report is dated from {dateline}, and the words are said to have been spoken in {place}. How did it come to hear them?", "{name} mendengar ini sendiri, tetapi laporannya ditulis dari {dateline}, sedangkan kata-kata itu disebut diucapkan di {place}. Bagaimana ia mendengarnya?";
        recheck: "{name} rests on {above}.", "{name} bersandar pada {above}.";
        compare_again: "Compare it again.", "Bandingkan lagi.";
        rests_corrected: "{name}, since corrected", "{name}, yang kemudian dikoreksi";
        rests_retracted: "{name}, since withdrawn", "{name}, yang kemudian ditarik";
        step_recheck: "Compare this step again: it rests on {above}.", "Bandingkan lagi langkah ini: ia bersandar pada {above}.";
        the_speaker: "The speaker", "Penuturnya";
        and: "and", "dan";

        on_day: "on {date}", "pada {date}";
        in_period: "in {date}", "pada {date}";
        span_both: "from {from} to {until}", "dari {from} sampai {until}";
        span_from: "only from {from} on", "baru sejak {from}";
        span_until: "only until {until}", "hanya sampai {until}";
        before: "before", "sebelum";
        days_before: "{n} days before", "{n} hari sebelum";
        day_before: "a day before", "sehari sebelum";
        hours_before: "{n} hours before", "{n} jam sebelum";
        hour_before: "an hour before", "satu jam sebelum";
        minutes_before: "{n} minutes before", "{n} menit sebelum";
        minute_before: "a minute before", "satu menit sebelum";

        public_title: "What does not fit together", "Yang tidak cocok";
        public_title_aside: "Looked at by an editor", "Sudah diperiksa editor";
        public_intro: "Found by holding the dates and roles recorded here against each other. It may be the record that is wrong.", "Ditemukan dengan membandingkan tanggal dan jabatan yang tercatat di sini. Bisa jadi catatannya yang keliru.";
        editor_looked: "An editor looked at this:", "Editor sudah memeriksa ini:";
        rechecked: "Compared again after the correction or withdrawal above it:", "Sudah dibandingkan lagi setelah koreksi atau penarikan di atasnya:";
        notice_recheck: "Needs a fresh look", "Perlu diperiksa ulang";
        notice_recheck_text: "These steps rest on it and have not been compared again yet: {names}.", "Langkah-langkah ini bersandar padanya dan belum dibandingkan lagi: {names}.";
        notice_rechecked: "Looked at again", "Sudah diperiksa ulang";
        notice_rechecked_text: "The steps that rest on it were compared again; what was found stands at each of them.", "Langkah-langkah yang bersandar padanya sudah dibandingkan lagi; hasilnya tertulis pada masing-masing langkah.";

        list_recheck: "Needs a fresh look", "Perlu diperiksa ulang";
        list_recheck_help: "A report above a step of these quotes was corrected or withdrawn. Open the quote, compare the steps below it, and say what you found.", "Laporan di atas salah satu langkah kutipan ini dikoreksi atau ditarik. Buka kutipannya, bandingkan langkah di bawahnya, dan tulis hasilnya.";
        list_recheck_empty: "Nothing needs a fresh look.", "Tidak ada yang perlu diperiksa ulang.";
    }
}
