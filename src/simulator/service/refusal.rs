//! Every way in which the service says no, as one table.
//!
//! The codes are this project's own. The real system's list of codes is not public, and none of it is imitated.

use serde_json::json;

/// One row a refusal: why, then HTTP status, code, whether trying again can help, title, detail.
macro_rules! refusals {
    ($($(#[$why:meta])* $name:ident: $status:literal $code:literal $retryable:literal $title:literal $detail:literal)+) => {
        /// Why a request is refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Refusal {
            $($(#[$why])* $name,)+
        }

        impl Refusal {
            /// Every row, in the order of the table.
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }

            /// RFC 9457 problem details, JSON.
            #[must_use]
            pub fn body(self) -> Vec<u8> {
                let (code, retryable, title, detail) = match self {
                    $(Self::$name => ($code, $retryable, $title, $detail),)+
                };
                let status = self.status();
                json!({ "status": status, "code": code, "title": title, "detail": detail, "retryable": retryable })
                    .to_string()
                    .into_bytes()
            }
        }
    };
}

refusals! {
    /// No such path.
    NoSuchPath: 404 "no-such-path" false "宛先がありません" "この宛先は使われていません。"
    /// The path is there, but not with this verb.
    NoSuchVerb: 405 "no-such-verb" false "操作がありません" "この宛先では使えない操作です。"
    /// The body is not what the path takes.
    Body: 400 "body-unreadable" false "要求を読み取れません" "要求の形式が正しくありません。"
    /// The body is longer than any request.
    TooLong: 413 "body-too-large" false "要求が長すぎます" "要求の長さが上限を超えています。"
    /// The terminal's certificate is fine, but its registration was withdrawn.
    NotRegistered: 403 "terminal-not-registered" false "端末が登録されていません" "この端末の登録は取り消されています。"
    /// The terminal showed no certificate.
    NoCertificate: 403 "terminal-unauthenticated" false "端末の証明書がありません" "登録された端末からお使いください。"
    /// The user ID or the one-time code is wrong, or the code was used.
    CodeRefused: 401 "code-refused" false "登録できません" "ユーザーIDまたはワンタイムコードが正しくありません。"
    /// Not a request for a certificate (PKCS#10), or not signed by its own key.
    Request: 400 "request-unreadable" false "登録要求を読み取れません" "証明書の要求の形式または署名が正しくありません。"
    /// The request names another account, or at a renewal another terminal.
    RequestName: 403 "request-name" false "名義が違います" "この端末のものではない名義の要求です。"
    /// Checks are not taken at the moment.
    Maintenance: 503 "maintenance" true "メンテナンス中です" "終了後にもう一度お試しください。"
    /// Outside its hours.
    Closed: 503 "closed" true "受付時間外です" "受付時間になってからお試しください。"
    /// No such check of this terminal, or it was given up.
    CheckUnknown: 404 "check-unknown" true "照会がありません" "取り消されたか、開始されていない照会です。"
    /// The check's five minutes are over.
    CheckExpired: 410 "check-expired" true "照会の期限が切れました" "もう一度カードをかざしてください。"
    /// Another proof was accepted for this nonce.
    NonceUsed: 409 "nonce-used" false "使用済みの照会です" "この照会には別の証明が使われました。"
    /// Not a JWS of the expected form.
    ProofMalformed: 422 "proof-malformed" false "証明を読み取れません" "証明の形式が正しくありません。"
    /// The algorithm does not fit the method.
    ProofAlgorithm: 422 "proof-algorithm" false "署名方式が違います" "確認方法に合わない署名方式です。"
    /// The signature is not the signer's, or not over this payload.
    ProofSignature: 422 "proof-signature" false "署名が正しくありません" "署名と内容が一致しません。"
    /// The nonce is another check's.
    ProofNonce: 422 "proof-nonce" true "別の照会の証明です" "証明の乱数がこの照会のものではありません。"
    /// Made for another service.
    ProofAudience: 422 "proof-audience" false "別の宛先の証明です" "このサービスに宛てた証明ではありません。"
    /// Made too long ago, or in the future: the kiosk's clock.
    ProofTime: 422 "proof-time" true "時刻が合いません" "端末の時計を確認してください。"
    /// Made at another terminal.
    ProofTerminal: 422 "proof-terminal" false "別の端末の証明です" "この端末で作られた証明ではありません。"
    /// Made for another method.
    ProofMethod: 422 "proof-method" false "確認方法が違います" "照会の開始時と確認方法が異なります。"
    /// This check has no relay.
    RelayNone: 409 "relay-none" false "中継はありません" "この照会では中継を使いません。"
    /// The card's answers do not fit the commands that were sent.
    RelayStep: 409 "relay-step" false "中継の順序が違います" "カードの応答が、送った命令と合いません。"
    /// A proof came before the relay was done.
    RelayOpen: 409 "relay-open" false "中継が終わっていません" "カードの証明が終わる前に証明が届きました。"
    /// The card's answers do not prove the card that the proof names.
    RelayCard: 422 "relay-card" true "カードを確かめられません" "カードを置き直して、もう一度お試しください。"
    /// The card's certificate is not of the card authority, or not for this use.
    CardForeign: 422 "card-foreign" false "使えないカードです" "証明書の発行者または用途が違います。"
    /// The card's certificate ended longer ago than the grace period.
    CardExpired: 422 "card-expired" false "電子証明書の期限が切れています" "有効期限から3か月を過ぎています。"
}
