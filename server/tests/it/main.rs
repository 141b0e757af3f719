//! stub
#[test]
fn builds() {
    assert!(server::http::MAX_BODY > 0);
}
