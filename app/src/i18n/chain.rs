//! Words of the chain editor, the checklist and the what-if page.

use super::word_table;

word_table! {
    /// Words of the chain editor, the checklist and the what-if page.
    ChainWords {
        change: "Change the chain", "Ubah rantai";
        change_hint: "Choose a step, or two, then say what is to be done. The picture above shows the chain as it stands in the form.", "Pilih satu atau dua langkah, lalu tentukan perubahannya. Gambar di atas menunjukkan rantai menurut isian ini.";
        first: "Step chosen", "Langkah yang dipilih";
        second: "Second step chosen", "Langkah kedua yang dipilih";
        draw: "Draw a hop: it took the words from the second", "Buat sambungan: ia mengambil kata-kata dari yang kedua";
        drop: "Drop the hop between them", "Hapus sambungan di antara keduanya";
        between: "Insert a step into the hop between them", "Sisipkan langkah ke dalam sambungan keduanya";
        join: "Join them: both took the words from a new step", "Gabungkan: keduanya mengambil kata-kata dari satu langkah baru";
        branch: "Branch: a new step before it", "Cabangkan: langkah baru sebelumnya";
        unknown: "Mark as unknown: nobody is named there", "Tandai tidak disebut: tidak ada nama di sana";
        redraw: "Draw the picture anew", "Gambar ulang";
        for_two: "With the two", "Dengan keduanya";
        for_one: "With the one chosen", "Dengan satu langkah itu";
        steps_title: "The steps, one by one", "Langkah satu per satu";
        empty: "No steps yet.", "Belum ada langkah.";
        picture_desc: "Each card is a step of the chain below; each line a hop. It leads to the step's fields.", "Tiap kartu adalah satu langkah rantai di bawah; tiap garis satu sambungan. Kartu menuju isian langkah itu.";
        took_from: "took the words from {steps}", "mengambil kata-kata dari {steps}";
        readers_saw: "readers saw this", "dibaca pembaca";

        undo: "Undo", "Urungkan";
        redo: "Redo", "Ulangi";
        undone: "Undone.", "Diurungkan.";
        redone: "Done again.", "Diulangi.";
        nothing_to_undo: "There is nothing to undo.", "Tidak ada yang dapat diurungkan.";
        nothing_to_redo: "There is nothing to do again.", "Tidak ada yang dapat diulangi.";
        signed_out: "You are not signed in any more. What you typed is still here: sign in in another tab, then try again.", "Anda sudah tidak masuk. Yang Anda ketik masih ada di sini: masuk di tab lain, lalu coba lagi.";
        unreachable: "The server does not answer. Nothing was changed; try again.", "Server tidak menjawab. Tidak ada yang berubah; coba lagi.";
        chosen_first: "Chosen: {step}.", "Dipilih: {step}.";
        chosen_second: "Chosen second: {step}.", "Dipilih sebagai yang kedua: {step}.";
        chosen_none: "No step is chosen.", "Tidak ada langkah yang dipilih.";
        pointer_hint: "Choose steps in the picture, first the one that took the words; a double click goes to its fields. Press ? for the keys.", "Pilih langkah pada gambar, mulai dari yang mengambil kata-kata; klik ganda menuju isiannya. Tekan ? untuk daftar tombol.";
        keys: "Ctrl + Z undoes a change of the chain, Ctrl + Shift + Z does it again.\nIn the picture: arrow keys, or j and k, move; Space or Enter chooses; Esc chooses none; h draws a hop, d drops it, i inserts a step, m joins, b branches, u marks as unknown, r removes the step, e goes to its fields.", "Ctrl + Z mengurungkan perubahan rantai, Ctrl + Shift + Z mengulanginya.\nPada gambar: tombol panah, atau j dan k, berpindah; Spasi atau Enter memilih; Esc membatalkan pilihan; h membuat sambungan, d menghapusnya, i menyisipkan langkah, m menggabungkan, b mencabangkan, u menandai tidak disebut, r menghapus langkah, e menuju isiannya.";

        did_redraw: "The picture shows the form as it stands.", "Gambar menunjukkan isian saat ini.";
        did_add: "{step} was added. It is not joined yet.", "{step} ditambahkan, belum tersambung.";
        did_branch: "{step} was added: {with} took the words from it.", "{step} ditambahkan: {with} mengambil kata-kata darinya.";
        did_join: "{step} was added: {with} took the words from it.", "{step} ditambahkan: {with} mengambil kata-kata darinya.";
        did_insert: "{step} was inserted between {with}.", "{step} disisipkan di antara {with}.";
        did_draw: "{step} now took the words from {with}.", "{step} kini mengambil kata-kata dari {with}.";
        did_drop: "The hop from {step} to {with} was dropped.", "Sambungan dari {step} ke {with} dihapus.";
        did_drop_line: "A line without a step was dropped from {step}.", "Satu baris tanpa langkah dihapus dari {step}.";
        did_offer: "{step} has one more line: choose the step that it took the words from.", "{step} punya satu baris lagi: pilih langkah asal kata-katanya.";
        did_unname: "{step} names nobody any more.", "{step} kini tidak menyebut siapa pun.";
        did_move: "Moved: it is now {step}.", "Dipindahkan: kini menjadi {step}.";
        did_remove: "The step was removed; what was joined through it stays joined.", "Langkah dihapus; yang tersambung melaluinya tetap tersambung.";

        not_done: "The chain was not changed", "Rantai tidak diubah";
        no_such_button: "This page has no such button. Nothing is lost: what you typed stands below.", "Halaman ini tidak punya tombol itu. Tidak ada yang hilang: ketikan Anda ada di bawah.";
        choose_one: "Choose a step first, in the picture or under “Change the chain”.", "Pilih dulu satu langkah, pada gambar atau di bawah “Ubah rantai”.";
        choose_two: "Choose two steps first, in the picture or under “Change the chain”.", "Pilih dulu dua langkah, pada gambar atau di bawah “Ubah rantai”.";
        no_such_step: "That step is not part of this chain any more. Choose another.", "Langkah itu bukan lagi bagian rantai ini. Pilih yang lain.";
        no_such_hop: "No hop joins these two steps. Draw one first, or choose two that are joined.", "Kedua langkah itu tidak tersambung. Buat sambungan dulu, atau pilih dua yang tersambung.";
        same_step: "A step cannot take the words from itself. Choose two different steps.", "Satu langkah tidak dapat mengambil kata-kata dari dirinya sendiri. Pilih dua langkah yang berbeda.";
        joined_already: "These two steps are joined already.", "Kedua langkah itu sudah tersambung.";
        full: "This chain holds as many steps as it can ({n}).", "Rantai ini sudah memuat langkah sebanyak yang mungkin ({n}).";

        next_action: "Next best action", "Yang paling perlu dikerjakan";
        to_do: "Then, weakest link first", "Lalu, mulai dari mata rantai terlemah";
        of_record: "For the record itself", "Untuk catatannya sendiri";
        more_to_do: "{n} more", "{n} lagi";
        points: "What a full chain has", "Isi rantai yang lengkap";
        point_met: "yes", "ya";
        point_open: "not yet", "belum";
        p_begins: "It begins somewhere", "Ada awalnya";
        p_first_hand: "Every beginning is first-hand", "Setiap asal dari tangan pertama";
        p_verified: "Every hop was compared at both ends", "Setiap sambungan sudah dibandingkan di kedua ujung";
        p_named: "Somebody is named at every step", "Ada yang disebut di setiap langkah";
        p_no_loop: "Nothing goes in circles", "Tidak ada yang berputar";
        p_primary: "It goes back to a record that others can check", "Berawal dari catatan yang dapat diperiksa orang lain";
        p_second: "A second independent origin bears it out", "Ada asal kedua yang berdiri sendiri dan menguatkan";
        p_dated: "Every step is dated", "Setiap langkah bertanggal";

        find_about: "Find {up} article of about {date}: {why}.", "Temukan artikel {up} sekitar {date}: {why}.";
        find: "Find {up} article: {why}.", "Temukan artikel {up}: {why}.";
        compare: "Compare {down} with {up} article: {why}.", "Bandingkan {down} dengan artikel {up}: {why}.";
        find_person: "Find a record of what {up} said: {why}.", "Cari catatan tentang yang dikatakan {up}: {why}.";
        why_hop: "hop {n} rests on {down} word alone", "sambungan ke-{n} hanya bersandar pada keterangan {down}";
        why_branch: "that {name} took it from there rests on {down} word alone", "bahwa {name} mengambilnya dari sana hanya bersandar pada keterangan {down}";
        ask: "Ask {name} what it took this from: no step before it is known.", "Tanyakan kepada {name} dari mana ini diambil: tidak ada langkah sebelumnya yang diketahui.";
        ask_person: "Find out how {name} came by this: no step before it is known.", "Cari tahu bagaimana {name} memperolehnya: tidak ada langkah sebelumnya yang diketahui.";
        name_step: "Ask {ask} from whom it had this: step {n} names nobody.", "Tanyakan kepada {ask} dari siapa ini didapat: langkah {n} tidak menyebut siapa pun.";
        name_step_bare: "Find out who stands at step {n}: nobody is named there.", "Cari tahu siapa yang ada di langkah {n}: tidak ada yang disebut di sana.";
        break_loop: "Find out who had it first: {names} take it from one another.", "Cari tahu siapa yang lebih dulu: {names} saling mengambil.";
        break_loop_first: "Find out where {first} had it: it was the first to publish, and {names} take it from one another.", "Cari tahu dari mana {first} memperolehnya: ia yang pertama menerbitkan, dan {names} saling mengambil.";
        find_primary: "Look for a recording, a transcript, an official release or the speaker’s own post: the chain begins with {origin} report.", "Cari rekaman, transkrip, siaran resmi, atau unggahan penutur sendiri: rantai ini berawal dari laporan {origin}.";
        find_second: "Look for a second origin that owes nothing to {origins}: all of it rests there.", "Cari asal kedua yang tidak bergantung pada {origins}: semuanya bersandar di sana.";
        find_second_around: "Look for a second origin that owes nothing to {origins}, by a way that does not pass through {around}.", "Cari asal kedua yang tidak bergantung pada {origins}, lewat jalan yang tidak melalui {around}.";
        date_it: "Find out when {name} published it.", "Cari tahu kapan {name} menerbitkannya.";
        date_person: "Find out when {name} said it.", "Cari tahu kapan {name} mengatakannya.";
        somebody: "somebody who is not named", "seseorang yang tidak disebut";
        step_of: "step {n}", "langkah {n}";

        what_if: "What if?", "Bagaimana kalau?";
        what_if_link: "What if a step were left out?", "Bagaimana kalau satu langkah dihapus?";
        what_if_intro: "Tick what to leave out and see what the chain would rest on without it. Nothing is saved.", "Centang yang hendak dihilangkan, lalu lihat apa sandaran rantai ini tanpanya. Tidak ada yang disimpan.";
        leave_steps: "Leave out steps", "Hilangkan langkah";
        leave_hops: "Leave out hops", "Hilangkan sambungan";
        took: "{down} ← {up}", "{down} ← {up}";
        took_spoken: "{down} took the words from {up}", "{down} mengambil kata-kata dari {up}";
        show: "Show what is left", "Tampilkan yang tersisa";
        start_over: "Leave out nothing", "Jangan hilangkan apa pun";
        back_to_quote: "Back to the quote", "Kembali ke kutipan";
        back_to_form: "Back to the form", "Kembali ke isian";
        result: "What is left", "Yang tersisa";
        as_it_is: "As it is", "Saat ini";
        without: "Without {what}", "Tanpa {what}";
        harmless: "Nothing that matters hangs on it: origins, choke points and standing stay as they are.", "Tidak ada hal penting yang bergantung padanya: asal, titik temu, dan kedudukannya tetap.";
        falls: "It would stand as “{after}” instead of “{before}”.", "Kedudukannya menjadi “{after}”, bukan “{before}”.";
        stays: "It would still stand as “{before}”, but not everything stays as it is.", "Kedudukannya tetap “{before}”, tetapi ada yang berubah.";
        row_standing: "How we know", "Dari mana kita tahu";
        row_independent: "Independent origins", "Asal yang berdiri sendiri";
        row_origins: "Origins", "Asal";
        row_gaps: "Branches that end before anybody first-hand", "Cabang yang berakhir sebelum tangan pertama";
        row_chokes: "Choke points: every way passes through them", "Titik temu: setiap jalan melewatinya";
        row_loops: "Going in circles", "Berputar";
        row_counted: "Steps that lead to what readers saw", "Langkah yang berujung pada yang dibaca pembaca";
        none: "none", "tidak ada";
        changed: "changed", "berubah";
        unchanged: "unchanged", "tetap";
        picture: "The chain, with what is left out struck through", "Rantai, dengan yang dihilangkan dicoret";
        nothing_left: "Nothing is left of the chain.", "Tidak ada yang tersisa dari rantai ini.";
        no_steps: "This quote has no steps yet: there is nothing to leave out.", "Kutipan ini belum punya langkah: tidak ada yang dapat dihilangkan.";
    }
}
