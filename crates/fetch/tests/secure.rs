//! Pages over https: a certificate that fits and is trusted opens the page, any other does not.

use domain::fetching::NotFetched;
use fetch::{Fetcher, Limits, WrittenNetwork};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener},
    sync::Arc,
    thread,
};

/// A server that speaks TLS and nothing else; with the certificate that it shows.
fn serve(name: &str) -> (SocketAddr, Vec<u8>) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([name.to_owned()]).unwrap();
    let der = cert.der().to_vec();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let tls = ServerConnection::new(config.clone()).unwrap();
            let mut stream = BufReader::new(StreamOwned::new(tls, stream));
            let mut line = String::new();
            // A client that does not trust us breaks off here.
            if stream.read_line(&mut line).is_err() {
                continue;
            }
            let (status, body) =
                if line.contains("/robots.txt") { ("404 Not Found", "") } else { ("200 OK", "<p>siap</p>") };
            let kind = "content-type: text/html\r\nconnection: close";
            let answer = format!("HTTP/1.1 {status}\r\n{kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            let _ = stream.get_mut().write_all(answer.as_bytes()).and_then(|()| stream.get_mut().flush());
            stream.get_mut().conn.send_close_notify();
            let _ = stream.get_mut().flush();
        }
    });
    (at, der)
}

fn fetcher(server: SocketAddr, roots: Vec<Vec<u8>>) -> Fetcher {
    let names = HashMap::from([("news.example".to_owned(), vec!["93.184.216.34".parse().unwrap()])]);
    Fetcher::with("https://sanad.example", WrittenNetwork { names, server, roots }, Limits::default())
}

#[test]
fn a_certificate_that_fits_opens_the_page() {
    let (server, certificate) = serve("news.example");
    let page = fetcher(server, vec![certificate]).page("https://news.example/a").unwrap();
    assert_eq!((page.address.as_str(), page.bytes.as_slice()), ("https://news.example/a", "<p>siap</p>".as_bytes()));
}

#[test]
fn a_certificate_of_another_name_or_maker_does_not() {
    let (server, certificate) = serve("other.example");
    let refused = fetcher(server, vec![certificate]).page("https://news.example/a");
    assert_eq!(refused, Err(NotFetched::NotSecure), "it is made out to another name");
    let (server, _) = serve("news.example");
    let (_, other) = serve("news.example");
    let refused = fetcher(server, vec![other]).page("https://news.example/a");
    assert_eq!(refused, Err(NotFetched::NotSecure), "nobody who is trusted has made it");
    let refused = fetcher(server, Vec::new()).page("https://news.example/a");
    assert_eq!(refused, Err(NotFetched::NotSecure), "it is in no public list");
}
