//! Words of the page where articles are read.

use super::word_table;

word_table! {
    /// Words of the page where articles are read.
    ArticleWords {
        title: "Read an article", "Baca artikel";
        intro: "Paste an article. Sanad finds its quotations, who said them and through whom they came; you go through them and log the lot at once.", "Tempel sebuah artikel. Sanad menemukan kutipannya, siapa yang berkata, dan lewat siapa sampai; Anda memeriksanya lalu mencatat semuanya sekaligus.";
        intro_fetch: "Give the address of an article, or paste it. Sanad finds its quotations, who said them and through whom they came; you go through them and log the lot at once.", "Beri alamat sebuah artikel, atau tempel artikelnya. Sanad menemukan kutipannya, siapa yang berkata, dan lewat siapa sampai; Anda memeriksanya lalu mencatat semuanya sekaligus.";
        text: "Text of the article", "Teks artikel";
        text_hint: "Pasted whole, as text or as the code of the page. It is kept for the newsroom and never shown in full to readers.", "Tempel seutuhnya, sebagai teks atau kode halaman. Disimpan untuk ruang redaksi dan tidak pernah ditampilkan utuh kepada pembaca.";
        file: "Or a file", "Atau sebuah berkas";
        file_hint: "Text or a saved web page", "Teks atau halaman web tersimpan";
        url_hint: "If you have it: it tells the outlet", "Jika ada: darinya diketahui medianya";
        date_hint: "Only where the article does not say it", "Hanya bila artikel tidak menyebutnya";
        url_hint_fetch: "Sanad opens the page itself if you leave the text empty", "Sanad membuka sendiri halamannya bila teksnya dikosongkan";
        archived_hint: "A copy that the Wayback Machine made on {date}. Look at it before you log it", "Salinan Wayback Machine, dibuat {date}. Periksa dulu sebelum mencatatnya";
        archive_open: "Open this copy", "Buka salinan ini";
        fetching_off: "Sanad can open pages by their address. An admin switches that on:", "Sanad dapat membuka halaman lewat alamatnya. Admin mengaktifkannya:";
        errors_title: "Not read. {n} to mend:", "Belum dibaca. {n} yang perlu diperbaiki:";
        read: "Find the quotations", "Temukan kutipan";
        read_again: "Read again", "Baca ulang";
        reading: "Reading …", "Membaca …";
        paste_hint: "Pasting or dropping an article here reads it at once.", "Artikel yang ditempel atau dijatuhkan di sini langsung dibaca.";

        about: "About the article", "Tentang artikel";
        text_read: "The text that was read", "Teks yang dibaca";
        text_read_hint: "After a change here, read it again", "Sesudah diubah, baca ulang";
        archive: "Archived copies:", "Salinan arsip:";
        archive_see: "see what there is", "lihat yang ada";
        archive_save: "have one made", "buat salinan";
        published: "Published", "Terbit";

        quotations: "Quotations: {n}", "Kutipan: {n}";
        none_found: "No quotation was found. Add what there is below, or log the article alone.", "Tidak ditemukan kutipan. Tambahkan di bawah, atau catat artikelnya saja.";
        left_out: "{n} more were found. They are offered when these are saved and the article is read again.", "{n} lagi ditemukan. Ditawarkan setelah ini disimpan dan artikel dibaca ulang.";
        keep: "Log", "Catat";
        number: "Quotation {n}", "Kutipan {n}";
        sure: "sure", "yakin";
        likely: "likely", "mungkin";
        check: "look closely", "periksa baik-baik";
        added: "added by you", "Anda tambahkan";
        change: "Change", "Ubah";
        nobody: "Nobody named", "Tidak disebut siapa";
        in_library: "in the library", "ada di pustaka";
        is_new: "new", "baru";
        same: "Same speaker as the one before", "Penutur sama dengan sebelumnya";
        words: "The words, exactly as they stand in the text", "Kata-kata, persis seperti dalam teks";
        words_hint: "Where others’ words stand between, write … between spaces", "Bila diselingi kata orang lain, tulis … di antara spasi";
        role_hint: "As the article gives it", "Menurut artikel";
        via: "Came through", "Lewat";
        outlet_n: "Outlet {n}, nearest first", "Media {n}, yang terdekat dulu";
        published_there: "Published there", "Terbit di sana";
        add_outlet: "One more outlet", "Satu media lagi";
        join: "Join with the next", "Gabung dengan berikutnya";
        split: "Split in two", "Pecah jadi dua";
        not_named: "not named", "tidak disebut";
        here: "This article", "Artikel ini";
        chain_label: "Chain", "Rantai";
        same_words: "The same words are in the library:", "Kata-kata yang sama ada di pustaka:";
        was: "This quote was logged in other words. Open it to change it:", "Kutipan ini tercatat dengan kata lain. Buka untuk mengubahnya:";

        missed: "One that was missed", "Yang terlewat";
        missed_hint: "Its exact words; they are looked for in the text", "Kata-katanya yang persis; dicari dalam teks";
        add: "Add it", "Tambahkan";
        undo: "Undo the last change", "Batalkan perubahan terakhir";
        save: "Log what is ticked as drafts", "Catat yang dicentang sebagai draf";
        ticked: "{n} of {all} ticked", "{n} dari {all} dicentang";

        known: "This article is in the library:", "Artikel ini sudah ada di pustaka:";
        known_same: "Its text is the same.", "Teksnya sama.";
        known_changed: "Its text has changed: saving keeps the new one as the next version.", "Teksnya berubah: menyimpan akan menambah versi baru.";
        fates: "Quotes logged from it", "Kutipan yang tercatat darinya";
        stands: "still stands", "masih ada";
        changed: "reads otherwise now", "kini berbunyi lain";
        gone: "is gone", "sudah tidak ada";
        meanwhile: "Somebody saved this article since you read it. Nothing of yours is lost: look at what is logged already, then save again.", "Artikel ini disimpan orang lain sejak Anda membacanya. Pekerjaan Anda tidak hilang: lihat yang sudah tercatat, lalu simpan lagi.";

        made_title: "Logged", "Tercatat";
        made: "{n} quotes were logged as drafts.", "{n} kutipan dicatat sebagai draf.";
        kept_document: "The stored article was not changed: readers see it, so only an editor can change it. The drafts are saved against the stored text.", "Artikel yang tersimpan tidak diubah: pembaca melihatnya, jadi hanya editor yang dapat mengubahnya. Draf disimpan berdasarkan teks yang tersimpan.";
        made_list: "Quotes from this article", "Kutipan dari artikel ini";
        made_none: "No quote is logged from this article yet.", "Belum ada kutipan tercatat dari artikel ini.";
        next: "Read another article", "Baca artikel lain";
        open_document: "The document", "Dokumennya";

        keys: "j, k: next, previous · a: log · x: leave out · e or Enter: change · s: same speaker · u: undo · [ ]: first word out, in · { }: last word in, out · w: the selected words instead · n: add the selected words · /: split · +: join · Ctrl + S: save · ?: this list", "j, k: berikutnya, sebelumnya · a: catat · x: lewati · e atau Enter: ubah · s: penutur sama · u: batalkan · [ ]: kata pertama keluar, masuk · { }: kata terakhir masuk, keluar · w: ganti dengan kata terpilih · n: tambahkan kata terpilih · /: pecah · +: gabung · Ctrl + S: simpan · ?: daftar ini";
        selected_add: "Add the selected words", "Tambahkan kata terpilih";
        selected_use: "Use them in quotation {n}", "Pakai di kutipan {n}";
        select_hint: "Select words to add a quotation that was missed. Press ? for keys.", "Pilih kata-kata untuk menambah kutipan yang terlewat. Tekan ? untuk tombol.";
    }
}
