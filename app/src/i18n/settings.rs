//! Words of the page of settings.

use super::word_table;

word_table! {
    /// Words of the page of settings.
    SettingsWords {
        title: "Settings", "Setelan";
        fetching: "Fetching pages by their address", "Mengambil halaman lewat alamatnya";
        fetching_help: "When this is on, members may give the address of an article alone: the server opens the page for them and reads it.", "Bila ini aktif, anggota cukup memberi alamat artikel: server membukakan halamannya dan membacanya.";
        rule_public: "Only http and https, and only addresses of the public internet. Nothing inside your network is opened, and every redirect is checked anew.", "Hanya http dan https, dan hanya alamat internet publik. Tidak ada yang dibuka di dalam jaringan Anda, dan setiap pengalihan diperiksa lagi.";
        rule_robots: "What a site’s robots.txt asks programs not to open is not opened.", "Yang menurut robots.txt sebuah situs tidak boleh dibuka program, tidak dibuka.";
        rule_limits: "A page may have {size} and take {seconds} seconds; only text and web pages are read.", "Sebuah halaman paling besar {size} dan paling lama {seconds} detik; hanya teks dan halaman web yang dibaca.";
        rule_seen: "Sites see your server’s address, and that it is Sanad.", "Situs melihat alamat server Anda, dan bahwa itu Sanad.";
        rule_archive: "The Wayback Machine is asked whether it has a copy of the page, so it learns the address too.", "Wayback Machine ditanya apakah punya salinan halaman itu, jadi ia pun mengetahui alamatnya.";
        mb: "{n} MB", "{n} MB";
        is_on: "It is on.", "Sedang aktif.";
        is_off: "It is off.", "Sedang tidak aktif.";
        switch_on: "Switch it on", "Aktifkan";
        switch_off: "Switch it off", "Matikan";
        history: "What was switched when", "Riwayat";
        switched_on: "switched on", "diaktifkan";
        switched_off: "switched off", "dimatikan";
        command_line: "the command line", "baris perintah";
    }
}
