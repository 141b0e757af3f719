//! Words where a chain is too long or too dense to be drawn whole: what is left to another page is always said.

use super::word_table;

word_table! {
    /// Words where something is too long to be drawn whole.
    LongWords {
        intro: "This chain is long. {n} of its {all} steps are told in full here; each of the others has a page of its own.", "Rantai ini panjang. Dari {all} langkahnya, {n} diceritakan lengkap di sini; yang lain punya halaman sendiri.";
        whole_step: "Read the whole step", "Baca langkah ini selengkapnya";
        cut_short: "Cut short here.", "Dipersingkat di sini.";
        took: "It took the words from {steps}.", "Kata-katanya diambil dari {steps}.";
        took_more: "It also took the words from {steps}.", "Kata-katanya juga diambil dari {steps}.";
        step: "step {n}", "langkah {n}";
        more: "{n} more", "{n} lagi";
        more_differences: "{n} more differences are not shown here.", "{n} perbedaan lagi tidak ditampilkan di sini.";
        not_compared_one: "The differences from one more step are not shown here.", "Perbedaan dari satu langkah lagi tidak ditampilkan di sini.";
        not_compared: "The differences from {n} more steps are not shown here.", "Perbedaan dari {n} langkah lagi tidak ditampilkan di sini.";
        more_withdrawn: "{n} more reports of this chain were corrected or withdrawn. Each is marked at its step below.", "{n} laporan lagi dalam rantai ini dikoreksi atau ditarik. Masing-masing ditandai pada langkahnya di bawah.";
        more_circles: "{n} more circles are in this chain. The steps below say so.", "Ada {n} lingkaran lagi dalam rantai ini. Langkah-langkah di bawah menyebutkannya.";
        more_findings: "{n} more points do not fit together. They are not listed here.", "{n} hal lagi tidak cocok. Tidak semuanya disebut di sini.";
        more_groups: "{n} more such groups were counted the same way.", "{n} kelompok lagi dihitung dengan cara yang sama.";
        not_listed: "{n} more steps are not listed here. Each has a page of its own:", "{n} langkah lagi tidak tercantum di sini. Masing-masing punya halaman sendiri:";
        not_offered: "{n} more links between steps are not offered here.", "{n} sambungan lagi tidak ditawarkan di sini.";
        previous: "Previous step", "Langkah sebelumnya";
        next: "Next step", "Langkah berikutnya";
        step_title: "Step {n} of this quote", "Langkah {n} kutipan ini";

        edit: "Edit", "Sunting";
        edit_step: "Edit {step}", "Sunting {step}";
        close: "Close this step", "Tutup langkah ini";
        desk_hint: "This chain is long, so a step shows its fields once you open it. What stands in the others is kept and saved with them.", "Rantai ini panjang, jadi isian sebuah langkah tampil setelah Anda membukanya. Isi langkah lain tetap ada dan ikut disimpan.";
        more_problems: "{n} more steps have something to look at. Close some of these to see them.", "Masih ada {n} langkah yang perlu dilihat. Tutup sebagian langkah ini untuk menampilkannya.";
        more_lines: "{n} more steps that it took the words from are kept but not shown here.", "{n} langkah asal lainnya tetap tersimpan, tetapi tidak ditampilkan di sini.";
        turn: "Show the next ones", "Tampilkan berikutnya";
        near: "The list holds the steps nearby. For one further away, choose both steps under “Change the chain”.", "Daftar ini memuat langkah di sekitarnya. Untuk yang lebih jauh, pilih kedua langkah di bawah “Ubah rantai”.";
        more_errors: "and {n} more", "dan {n} lagi";
        more_fit: "{n} more points are not shown here. They come up once these are dealt with.", "{n} hal lagi tidak ditampilkan di sini. Semuanya muncul setelah yang ini ditangani.";
        more_to_do: "{n} more are not listed here.", "{n} lagi tidak disebut di sini.";
        hops: "Links between steps", "Sambungan antarlangkah";
        texts: "All texts of this quote together", "Semua teks kutipan ini bersama-sama";
        full_of_hops: "This chain holds as many links between steps as it can ({n}).", "Rantai ini sudah memuat sambungan sebanyak yang mungkin ({n}).";
        did_open: "{step} is open.", "{step} terbuka.";
        did_close: "{step} is closed. What stands in it is kept.", "{step} ditutup. Isinya tetap ada.";
        did_turn: "{step} shows the next steps that it took the words from.", "{step} menampilkan langkah asal berikutnya.";
    }
}
