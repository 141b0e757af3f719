//! Words on how a chain was read: the working of the independent count, and what else the chain shows.

use super::word_table;

word_table! {
    /// Words on how a chain was read. `{steps}` stands for the steps, each leading to its place in the list.
    CountedWords {
        title: "How we counted", "Cara kami menghitung";
        read_marked: "Marked as what readers saw: {steps}.", "Ditandai sebagai yang dibaca pembaca: {steps}.";
        read_ends: "No step is marked as what readers saw, so the ends of the chain count as that: {steps}.", "Tidak ada langkah yang ditandai sebagai bacaan pembaca, jadi ujung rantai dianggap demikian: {steps}.";
        read_all: "No step is marked as what readers saw, and the chain has no end, so all count as that: {steps}.", "Tidak ada langkah yang ditandai sebagai bacaan pembaca dan rantai ini tidak berujung, jadi semuanya dianggap demikian: {steps}.";
        aside: "Left aside, because nothing that readers saw comes from there: {steps}.", "Disisihkan, karena bacaan pembaca tidak berasal dari sana: {steps}.";
        roots: "Where the chain begins, as far as it is known: {steps}.", "Awal rantai, sejauh diketahui: {steps}.";
        roots_none: "The chain has no beginning: its steps only lead back to one another.", "Rantai ini tidak berawal: langkah-langkahnya hanya saling menunjuk.";
        gaps: "Nobody there is known to have the words first-hand, so no origin: {steps}.", "Di sana tidak diketahui ada yang mendapatnya dari tangan pertama, jadi bukan asal: {steps}.";
        origins: "The words were had first-hand there, so an origin: {steps}.", "Di sana kata-kata ini didapat dari tangan pertama, jadi asal: {steps}.";
        joined_wire: "One wire agency, {name}, is credited by {steps}, so they count as one.", "Satu kantor berita, {name}, dicantumkan oleh {steps}, jadi dihitung satu.";
        joined_family: "One publisher family, {name}, stands behind {steps}, so they count as one.", "Satu kelompok penerbit, {name}, menaungi {steps}, jadi dihitung satu.";
        count_none: "That leaves no independent origin.", "Jadi tidak ada asal yang berdiri sendiri.";
        count_one: "That leaves one independent origin: {steps}.", "Jadi ada satu asal yang berdiri sendiri: {steps}.";
        count: "That leaves {n} independent origins.", "Jadi ada {n} asal yang berdiri sendiri.";
        way: "What is said above rests on this way: {steps}.", "Yang dikatakan di atas bersandar pada jalur ini: {steps}.";
        also: "What else the chain shows", "Yang juga tampak dari rantai ini";
        earliest: "Earliest known appearance: {steps}, {date}.", "Kemunculan paling awal yang diketahui: {steps}, {date}.";
        earliest_undated: "Steps without a date may be earlier.", "Langkah tanpa tanggal bisa jadi lebih awal.";
        earliest_many: "Which of these appeared first, their dates do not tell: {steps}.", "Mana yang muncul lebih dulu tidak terbaca dari tanggalnya: {steps}.";
        earliest_none: "No step has a known date, so the earliest appearance is not known.", "Tidak ada langkah yang tanggalnya diketahui, jadi kemunculan paling awal tidak diketahui.";
        depth_none: "As far as the chain is known, the words were not handed on before readers saw them.", "Sejauh rantai ini diketahui, kata-kata ini tidak berpindah tangan sebelum dibaca pembaca.";
        depth_one: "On the longest known way, the words were handed on once before readers saw them.", "Pada jalur terpanjang yang diketahui, kata-kata ini satu kali berpindah tangan sebelum dibaca pembaca.";
        depth: "On the longest known way, the words were handed on {n} times before readers saw them.", "Pada jalur terpanjang yang diketahui, kata-kata ini {n} kali berpindah tangan sebelum dibaca pembaca.";
        unknown: "Nobody is named here: {steps}.", "Tidak ada yang disebut di sini: {steps}.";
        choke: "Every known way to what readers saw passes through here: {steps}.", "Semua jalan yang diketahui ke bacaan pembaca melewati: {steps}.";
        choke_none: "No single step lies on every known way to what readers saw.", "Tidak ada satu langkah pun yang dilewati semua jalan yang diketahui ke bacaan pembaca.";
        circle: "These take the words from one another, which confirms nothing: {steps}.", "Langkah-langkah ini saling mengambil kata-kata, dan itu tidak membuktikan apa-apa: {steps}.";
        more: "{n} more", "{n} lagi";
    }
}
