//! Portuguese as in Brazil, with the terms of Japanese town halls; papers also by the name that is printed on them.

mod advice;

use super::{
    Advice, Checking, Codes, Keys, Labels, LastTry, NoPin, Panel, Pin, Prompt, Session, Texts, Trouble, Waiting,
};
use crate::common::language::Language;
use crate::common::method::Proof;
use crate::common::trouble::TroubleKind;
use crate::common::way::Way;
use crate::eligibility::Percent;
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::visit::view::{Note, Step};

pub(super) static TEXTS: Texts = Texts {
    language: Language::Portuguese,
    keys: Keys {
        cancel: "Sair",
        close: "Fechar",
        again: "De novo",
        send_pin: "OK",
        erase: "Apagar",
        type_pin: "Digitar senha",
        staff_instead: "Atendente",
        pin_instead: "Usar a senha",
        arrows: &["Down", "Up"],
        more: "Mais",
    },
    waiting: Waiting {
        ask: "Coloque o seu |Cartão My Number |no leitor de cartões",
        then_pin: "Depois, digite a |senha de 4 dígitos (暗証番号)",
        then_staff: "Depois, o atendente |vai conferir o seu rosto",
        confirmed: "O atendente já conferiu",
        left: |left| format!("faltam {left:>2} s"),
        notice: "Aviso",
        closes: |time| format!("O serviço fecha às {time}."),
        missing: "Não disponível agora",
        by_itself: "Quando for consertado, volta sozinho.",
    },
    listening: Prompt {
        ask: "Passe o seu Cartão My Number |no outro terminal", detail: "O resultado aparecerá aqui"
    },
    reading: Prompt { ask: "Lendo o cartão", detail: "Não mova o cartão, por favor" },
    pin: Pin {
        ask: "Digite a senha de 4 dígitos (暗証番号) |e aperte Enter",
        left: |left| {
            if left == 1 { "Resta 1 tentativa".to_owned() } else { format!("Restam {left} tentativas") }
        },
        note: |note| match note {
            Note::Wrong => "Senha errada. Digite de novo.",
            Note::TooShort => "Digite os 4 dígitos.",
            Note::TooLong => "São só 4 dígitos. Digite desde o começo.",
            Note::DigitsOnly => "Digite só números.",
            Note::OneByOne => "Digite um número de cada vez.",
        },
        forgotten: "Não lembra? |Aperte F3 e fale com o atendente.",
    },
    last_try: LastTry {
        title: "Resta só 1 tentativa",
        was_wrong: "A senha estava errada.",
        warning: "Se errar mais uma vez, a senha será bloqueada. Só a prefeitura (市区町村) pode desbloquear.",
        first_choice: "Atendente confere (recomendado)",
        second_choice: "Digitar a senha",
    },
    no_pin: NoPin {
        blocked: Advice {
            cause: "A senha está bloqueada",
            patient: "A prefeitura (市区町村) pode cadastrar uma senha nova.",
        },
        absent: Advice {
            cause: "Este cartão não tem senha",
            patient: "Pode ser um cartão de reconhecimento facial (顔認証). Pode ser usado.",
        },
        staff_instead: "Atendente confere o rosto",
    },
    pin_instead: "Pode confirmar com a senha de 4 dígitos.",
    session: Session { wait: "Aguarde um momento", out: "Fora de serviço", call: "Chame um funcionário, por favor." },
    look_here: "Por favor, veja a tela.",
    staff_ask: "O atendente vai conferir o seu rosto",
    checking: Checking {
        ask: "Confirmando o seu seguro",
        step: |step| match step {
            Step::Connect => "Conectar ao serviço",
            Step::Verify => "Conferir a senha",
            Step::Sign => "Assinar com o cartão",
            Step::Relay => "Provar o cartão ao serviço",
            Step::Ask => "Consultar o seguro",
        },
        done: "[ok]",
        now: "[>>]",
        to_come: "[  ]",
        keep_card: "Deixe o cartão onde está",
        may_take_card: "Já pode retirar o cartão",
        slow: "Está demorando mais que o normal. |Aguarde um pouco.",
    },
    panel: Panel {
        labels: Labels {
            name: "Nome",
            kana: "Em kana",
            other_name: "Outro nome",
            other_kana: "Em kana",
            birthdate: "Nascimento",
            sex: "Sexo",
            sex2: "Sexo (verso)",
            insurer_number: "Nº do seguro",
            insurer_name: "Seguradora",
            symbol: "Símbolo",
            number: "Número",
            branch: "Subnúmero",
            personal_family: "Relação",
            insured_name: "Segurado",
            classification: "Tipo",
            ratio: "Parte paga",
            preschool: "Pré-escolar",
            qualified: "Desde",
            lost: "Perda em",
            reason: "Motivo",
            issued: "Emissão",
            from: "Válido de",
            to: "Válido até",
            elderly: "Idosos (高齢受給者証)",
            limit: "Limite de pagamento (限度額適用)",
            limit_kind: "Tipo",
            limit_class: "Classe",
            long_term: "Longa estada",
            disease: "Doença específica (特定疾病療養)",
            disease_name: "Doença",
            self_pay: "Limite",
            post: "CEP",
            address: "Endereço",
            reference_number: "Referência",
            checked: "Conferido",
        },
        with_notice: "VÁLIDO (com aviso)",
        notice: "Aviso",
        reference: "Último registro (não vale mais)",
        record: "Conteúdo recebido",
        proof: |proof| match proof {
            Proof::Pin => "Confirmado com a senha",
            Proof::Attested => "Atendente (terminal)",
            Proof::Relayed => "Atendente (cartão)",
            Proof::Folder => "Do outro terminal",
            Proof::Copied { .. } => "De texto copiado",
        },
        executed: |day, (hour, minute)| format!("Lá confirmado {day} {hour:02}:{minute:02}"),
        unread: |lines| format!("Linhas não mostradas: {lines}"),
        page: |page, pages| format!("página {page}/{pages}"),
        left: |left| format!("fecha em {left:>2} s"),
        take_card: "Retire o cartão, por favor",
        masked: "O resto está oculto. A equipe pressiona F2 para mostrar.",
        no_end: "sem fim",
        not_sent: "(não consta)",
        insurer_shape: "Número de seguro com tamanho incomum.",
        insurer_check_digit: "O dígito verificador não confere.",
        insurer_law_code: "O código da lei não está na lista.",
        outside_validity: "O dia da consulta está fora do período.",
        period_reversed: "O período termina antes de começar.",
    },
    take_card: Prompt { ask: "Retire o cartão, por favor", detail: "Não esqueça o seu cartão" },
    trouble: Trouble {
        title: "Não foi possível confirmar",
        patient: "Você",
        or: "Ou use",
        between: ", ",
        received: "Receb.",
        time: |kind, time| match kind {
            TroubleKind::Clock => format!("Hora do serviço: {time}"),
            _ => format!("Reabre às {time}."),
        },
        left: |left| format!("volta ao início em {left:>2} s"),
    },
    trouble_of: advice::trouble,
    verdict_of: advice::verdict,
    way_of: |way| match way {
        Way::Portal => "Mynaportal (マイナポータル)",
        Way::Notice => "aviso (資格情報のお知らせ)",
        Way::Certificate => "certificado (資格確認書)",
        Way::Statement => "declaração (資格申立書)",
        Way::Oral => "pergunta oral",
    },
    code: Codes {
        sex: |sex| match sex {
            Sex::Male => "masculino".into(),
            Sex::Female => "feminino".into(),
            Sex::NotSet => "não informado".into(),
            Sex::Unknown(_) => sex.label_en(),
        },
        relation: |relation| match relation {
            PersonalFamily::Insured => "titular".into(),
            PersonalFamily::Family => "familiar".into(),
            PersonalFamily::Unknown(_) => relation.label_en(),
        },
    },
    date: |date| date.to_string(),
    percent: Percent::label_en,
};
