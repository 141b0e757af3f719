//! Words around the sentence to print and the picture as a file. The sentence itself is made in `export::line`.

super::word_table! {
    /// Words around the sentence to print and the picture as a file.
    LinesWords {
        title: "If you print it", "Kalau dikutip";
        lead: "A sentence for your article. Each length says where the trail ends; none says more than the chain above.",
            "Kalimat untuk tulisan Anda. Setiap ukuran menyebut di mana jejaknya berhenti; tidak satu pun mengatakan lebih dari rantai di atas.";
        short: "Short", "Pendek";
        medium: "Medium", "Sedang";
        full: "Full", "Lengkap";
        copy: "Copy", "Salin";
        copy_named: "Copy the {length} sentence in {language}", "Salin kalimat {length} dalam {language}";
        copied: "Copied", "Tersalin";
        by_hand: "Selected: press Ctrl+C", "Terpilih: tekan Ctrl+C";
        picture: "Picture to print:", "Gambar untuk dicetak:";
        svg: "SVG", "SVG";
        png: "PNG", "PNG";
        svg_label: "Picture of the chain as SVG", "Gambar rantai sebagai SVG";
        png_label: "Picture of the chain as PNG", "Gambar rantai sebagai PNG";
        picture_note: "It carries the words, how we know them and this page’s permanent address. Use it freely, with that line on it.",
            "Di dalamnya ada kata-katanya, dari mana kita tahu, dan alamat tetap halaman ini. Pakailah dengan bebas, bersama baris itu.";
        credit: "Sanad · {address} · as of {date}", "Sanad · {address} · per {date}";
    }
}
