//! What is said where a request cannot be answered with its own page.

use super::word_table;

word_table! {
    /// What is said where a request cannot be answered with its own page.
    TroubleWords {
        sign_in_title: "Sign in first", "Masuk dahulu";
        sign_in_help: "You are not signed in, or your session has ended. Nothing was saved yet. Keep this page open: sign in in a new tab, come back here and reload this page. Your browser asks whether to send the form again: say yes.", "Anda belum masuk, atau sesi Anda sudah berakhir. Belum ada yang tersimpan. Biarkan halaman ini terbuka: masuk di tab baru, kembali ke sini, lalu muat ulang halaman ini. Peramban akan bertanya apakah formulir dikirim lagi: jawab ya.";
        sign_in: "Sign in in a new tab", "Masuk di tab baru";
        address_title: "This address is too long", "Alamat ini terlalu panjang";
        address_help: "If you were searching, search for one sentence of it.", "Jika Anda sedang mencari, cari satu kalimat saja.";
        other_site_title: "This form was not sent from our own page", "Formulir ini tidak dikirim dari halaman kami";
        other_site_help: "Nothing was saved. Open the page on this site and send the form from there.", "Tidak ada yang tersimpan. Buka halamannya di situs ini dan kirim formulir dari sana.";
        no_record_title: "This record does not exist", "Catatan ini tidak ada";
        no_record_help: "Nothing was saved. Go back in your browser: what you typed is still in the form.", "Tidak ada yang tersimpan. Kembalilah lewat peramban: yang Anda ketik masih ada di formulir.";
        too_large_title: "This is too much for one form", "Ini terlalu banyak untuk satu formulir";
        too_large_help: "Nothing was saved. Go back in your browser: what you typed is still in the form. Shorten it, or divide it into several records, and send it again.", "Tidak ada yang tersimpan. Kembalilah lewat peramban: yang Anda ketik masih ada di formulir. Persingkat, atau bagi menjadi beberapa catatan, lalu kirim lagi.";
        unreadable_title: "The form could not be read", "Formulir tidak dapat dibaca";
        unreadable_help: "It did not arrive whole, or not as text. Nothing was saved. Go back in your browser: what you typed is still in the form. Send it again.", "Formulir tidak sampai utuh, atau bukan berupa teks. Tidak ada yang tersimpan. Kembalilah lewat peramban: yang Anda ketik masih ada di formulir. Kirim lagi.";
        busy_title: "The server is busy", "Server sedang sibuk";
        busy_help: "Try again in a few seconds. If you sent a form, nothing was saved: go back in your browser, and what you typed is still there.", "Coba lagi beberapa detik lagi. Jika Anda mengirim formulir, tidak ada yang tersimpan: kembalilah lewat peramban, dan yang Anda ketik masih ada.";
        too_slow_title: "This took too long", "Ini terlalu lama";
        too_slow_help: "The server stopped waiting. If you sent a form, check whether it was saved before you send it again.", "Server berhenti menunggu. Jika Anda mengirim formulir, periksa dahulu apakah sudah tersimpan sebelum mengirim lagi.";
        no_room_title: "The server’s disk is full", "Disk server penuh";
        no_room_help: "Nothing was saved. Go back in your browser: what you typed is still in the form. Tell the person who runs this site, and send it again when there is room.", "Tidak ada yang tersimpan. Kembalilah lewat peramban: yang Anda ketik masih ada di formulir. Beri tahu pengelola situs ini, dan kirim lagi setelah ada ruang.";
        sessions_title: "We cannot tell who is signed in", "Kami tidak dapat mengetahui siapa yang masuk";
        sessions_help: "This should pass soon. Nothing was saved: go back in your browser and try again in a minute.", "Ini akan segera pulih. Tidak ada yang tersimpan: kembalilah lewat peramban dan coba lagi sebentar lagi.";
        page_too_large_title: "This page is too large to show", "Halaman ini terlalu besar untuk ditampilkan";
        page_too_large_help: "Tell the person who runs this site which page it was.", "Beri tahu pengelola situs ini halaman mana yang Anda buka.";
    }
}
