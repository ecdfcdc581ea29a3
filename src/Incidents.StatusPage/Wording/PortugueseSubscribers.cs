namespace Incidents.StatusPage.Wording;

/// <summary>What subscribers read, in (European) Portuguese.</summary>
static class PortugueseSubscribers
{
    public static readonly SubscriberTexts Texts = new()
    {
        Subscribe = "Subscrever",
        GetUpdates = "Receber atualizações",
        Intro = "Escrevemos quando algo acontece aos nossos serviços ou está planeado, a cada atualização, e quando termina. Nada mais, e pode parar quando quiser.",
        MailAddress = "Endereço de e-mail",
        WhichServices = "Que serviços?",
        NoneMeansAll = "Nenhum escolhido significa todos.",
        Reports = "Também quando é publicada uma análise posterior",
        ByWebhook = "Para programas: um webhook",
        WebhookAddress = "Endereço do webhook",
        WebhookHelp = "Começa por https. Recebe JSON no formato dos webhooks do Statuspage, assinado segundo Standard Webhooks.",
        AddWebhook = "Adicionar o webhook",

        LookIntoMail = "Consulte o seu e-mail",
        LookIntoMailHelp = "Uma ligação vai a caminho deste endereço, exceto se já recebeu várias hoje. Nada lhe é enviado antes de confirmar.",
        LookAtEndpoint = "Estamos a perguntar ao seu webhook",
        LookAtEndpointHelp = "Confirma devolvendo o desafio, ou abra a ligação que ele recebe. Antes disso nada mais lhe é enviado.",
        NoMailAddress = "Isto não é um endereço de e-mail. Escreva um como ana@example.com.",
        NoWebhook = "Não podemos enviar para este endereço. Escreva um que comece por https://.",
        TooMany = "Demasiados pedidos",
        TooManyHelp = "Espere dez minutos e tente de novo.",
        NotNow = "Não foi possível guardar",
        NotNowHelp = "Nada foi alterado. Tente de novo dentro de alguns segundos.",

        Confirm = "Confirme a sua subscrição",
        ConfirmHelp = services => $"Vai receber notícias sobre {services}.",
        ConfirmIt = "Confirmar",
        Confirmed = "A subscrição está ativa",
        ConfirmedHelp = "Cada mensagem tem uma ligação para a alterar ou terminar.",
        LinkUnknown = "Esta ligação já não funciona",
        LinkUnknownHelp = "Pode ser demasiado antiga, já usada ou incompleta. Pode subscrever de novo.",

        YourSubscription = "A sua subscrição",
        Save = "Guardar",
        Saved = "Guardado.",
        Unsubscribe = "Cancelar a subscrição",
        UnsubscribeHelp = "O seu endereço é apagado e nada mais lhe é enviado.",
        Gone = "A subscrição foi cancelada",
        GoneHelp = "O seu endereço foi apagado. Nada mais lhe é enviado.",
        Suppressed = "Este endereço recusou as nossas mensagens, por isso nada lhe é enviado. Subscreva de novo para mudar isso.",
        SigningSecret = "Segredo de assinatura",
        Show = "Mostrar",
        AllServices = "todos os serviços",

        QuestionSubject = page => $"{page}: confirme a sua subscrição",
        QuestionText = services => $"alguém, provavelmente você, quer que este endereço receba notícias sobre {services}. Para aceitar, abra esta ligação dentro de 7 dias e carregue no botão:",
        QuestionKnown = "Este endereço já está subscrito. A ligação altera o que recebe; se não a abrir, tudo fica como está.",
        QuestionIgnore = "Se não foi você, não faça nada. Não voltaremos a escrever e o seu endereço é apagado ao fim de 7 dias.",
        DigestSubject = count => $"{count} atualizações",
        Details = "Pormenores",
        WhyYou = (page, services) => $"Recebe esta mensagem porque subscreveu {page} ({services}).",
        ChangeOrEnd = "Alterar ou terminar a subscrição",
    };
}
