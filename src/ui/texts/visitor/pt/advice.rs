//! What went wrong and what the person does, in Portuguese.

use super::super::texts::{Advice, VerdictTexts};
use crate::common::trouble::TroubleKind;
use crate::eligibility::VerdictKind;

/// One row of the table of troubles.
const fn row(cause: &'static str, patient: &'static str) -> Advice {
    Advice { cause, patient }
}

const PUT_BACK: &str = "Coloque o cartão de novo e tente mais uma vez.";
const STAFF_COME: &str = "O atendente vai ajudar. Aguarde um momento.";
const ONCE_MORE: &str = "Tente de novo, por favor.";
const WAIT: &str = "Aguarde um pouco e tente de novo.";
const MY_NUMBER_CARD: &str = "Coloque o seu Cartão My Number.";

/// Every trouble.
pub fn trouble(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("Este não é um Cartão My Number.", MY_NUMBER_CARD),
        TroubleKind::MuteCard => {
            row("Não foi possível ler o cartão.", "Tire-o da capa, veja o lado certo e coloque de novo.")
        }
        TroubleKind::CardPulled => {
            row("O cartão saiu do leitor antes do fim.", "Coloque de novo e deixe até terminar.")
        }
        TroubleKind::CardSwapped => row("O cartão foi trocado por outro.", "Coloque só o seu próprio cartão."),
        TroubleKind::Smartphone => row("Aqui não se pode usar celular.", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => row(
            "O cartão não tem certificado digital (電子証明書).",
            "A prefeitura (市区町村) pode colocar o certificado.",
        ),
        TroubleKind::CertificateExpired => row(
            "O certificado digital (電子証明書) venceu.",
            "O seu seguro pode estar válido. A prefeitura (市区町村) renova o certificado.",
        ),
        TroubleKind::UnexpectedStatus => row("O cartão deu uma resposta inesperada.", PUT_BACK),
        TroubleKind::MalformedAnswer => row("Não foi possível ler os dados do cartão.", PUT_BACK),
        TroubleKind::UnsupportedKey => row("Este tipo de cartão ainda não é aceito.", STAFF_COME),
        TroubleKind::CardBusy => row("Outro programa está usando o cartão.", WAIT),
        TroubleKind::NoDaemon => row("O sistema do leitor de cartões parou.", STAFF_COME),
        TroubleKind::DaemonRefused => row("Este terminal não pode usar o leitor.", STAFF_COME),
        TroubleKind::NoReader => row("O leitor de cartões não foi encontrado.", STAFF_COME),
        TroubleKind::ReaderGone => row("O leitor de cartões foi desconectado.", STAFF_COME),
        TroubleKind::ReaderError => row("O leitor de cartões tem um erro.", STAFF_COME),
        TroubleKind::ShortReader => row("Com este leitor, o atendente não pode confirmar pelo rosto.", STAFF_COME),
        TroubleKind::Unreachable => row("Não há conexão com o serviço.", STAFF_COME),
        TroubleKind::TimedOut => row("A resposta não chegou a tempo.", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("A conexão caiu.", ONCE_MORE),
        TroubleKind::Untrusted => row("Não há certeza de que é o serviço certo.", STAFF_COME),
        TroubleKind::NotRegistered => row("O serviço não aceita este terminal.", STAFF_COME),
        TroubleKind::Garbage => row("Não foi possível ler a resposta do serviço.", ONCE_MORE),
        TroubleKind::TooLarge => row("A resposta do serviço é grande demais.", ONCE_MORE),
        TroubleKind::WrongType => row("A resposta do serviço tem formato errado.", ONCE_MORE),
        TroubleKind::OtherCheck => row("Veio a resposta de outra consulta; não é mostrada.", ONCE_MORE),
        TroubleKind::Problem => row("O serviço não aceitou o pedido.", STAFF_COME),
        TroubleKind::HttpStatus => row("O serviço informou um erro.", ONCE_MORE),
        TroubleKind::Maintenance => row("O serviço está em manutenção.", STAFF_COME),
        TroubleKind::Clock => row("O relógio deste terminal está errado.", STAFF_COME),
        TroubleKind::TerminalExpired => row("O registro deste terminal venceu.", STAFF_COME),
        TroubleKind::Busy => row("O serviço está sobrecarregado.", WAIT),
        TroubleKind::Closed => row("O serviço está fechado a esta hora.", STAFF_COME),
        TroubleKind::RelayRefused => row("O serviço pediu ao cartão algo não permitido.", STAFF_COME),
        TroubleKind::ServiceExpired => row("O certificado do serviço não vale hoje.", STAFF_COME),
        TroubleKind::OldTls => row("A conexão do serviço é antiga e não é segura.", STAFF_COME),
        TroubleKind::FolderGone => row("A pasta de resultados não abre.", STAFF_COME),
        TroubleKind::ResultUnreadable => row("Não foi possível ler o resultado do outro terminal.", STAFF_COME),
        TroubleKind::JournalFull => row("Não foi possível gravar; o resultado não é mostrado.", STAFF_COME),
    }
}

/// Every verdict.
pub fn verdict(kind: VerdictKind) -> VerdictTexts {
    let (word, advice) = match kind {
        VerdictKind::Confirmed => return VerdictTexts { word: "VÁLIDO", advice: None },
        VerdictKind::Lost => (
            "NÃO VÁLIDO (terminou)",
            row("O seguro registrado terminou.", "Se mudou de seguro, mostre o novo certificado (資格確認書)."),
        ),
        VerdictKind::NewExists => (
            "NÃO VÁLIDO (há um novo)",
            row("Este seguro terminou e há um novo registrado.", "Mostre o novo certificado (資格確認書)."),
        ),
        VerdictKind::NoMatch => (
            "NADA REGISTRADO",
            row("Nenhum seguro registrado foi encontrado.", "Você pode ter seguro. Mostre o certificado (資格確認書)."),
        ),
        VerdictKind::Multiple => ("VÁRIOS ENCONTRADOS", row("Há mais de um resultado; nada é mostrado.", STAFF_COME)),
        VerdictKind::Unregistered => {
            ("SEM REGISTRO (医療扶助)", row("Assistência médica (医療扶助) ainda não registrada.", STAFF_COME))
        }
        VerdictKind::Unknown => {
            ("RESPOSTA DESCONHECIDA", row("O serviço respondeu com um código desconhecido.", STAFF_COME))
        }
        VerdictKind::Inconsistent => ("DADOS CONTRADITÓRIOS", row("A resposta do serviço se contradiz.", STAFF_COME)),
        VerdictKind::NotStated => {
            ("IMPORTADO (sem decisão)", row("Os dados importados não dizem se é válido.", STAFF_COME))
        }
        VerdictKind::Refused => ("NÃO CONFIRMADO", row("O serviço respondeu que não pode confirmar.", STAFF_COME)),
        VerdictKind::InProgress => ("EM ANDAMENTO", row("O serviço ainda não terminou.", ONCE_MORE)),
        VerdictKind::SystemError => ("ERRO DO SISTEMA", row("Houve um erro dentro do serviço.", STAFF_COME)),
    };
    VerdictTexts { word, advice: Some(advice) }
}
