namespace Incidents.StatusPage.Wording;

/// <summary>What subscribers read, in Spanish.</summary>
static class SpanishSubscribers
{
    public static readonly SubscriberTexts Texts = new()
    {
        Subscribe = "Suscribirse",
        GetUpdates = "Recibir novedades",
        Intro = "Escribimos cuando algo ocurre en nuestros servicios o está previsto, con cada novedad y cuando termina. Nada más, y puede dejarlo cuando quiera.",
        MailAddress = "Dirección de correo",
        WhichServices = "¿Qué servicios?",
        NoneMeansAll = "Si no elige ninguno, son todos.",
        Reports = "También cuando se publique un análisis posterior",
        ByWebhook = "Para programas: un webhook",
        WebhookAddress = "Dirección del webhook",
        WebhookHelp = "Empieza por https. Recibe JSON con la forma de los webhooks de Statuspage, firmado según Standard Webhooks.",
        AddWebhook = "Añadir el webhook",

        LookIntoMail = "Mire su correo",
        LookIntoMailHelp = "Un enlace va de camino a esta dirección, salvo que hoy ya haya recibido varios. No se le envía nada antes de que confirme.",
        LookAtEndpoint = "Estamos preguntando a su webhook",
        LookAtEndpointHelp = "Confirma devolviendo el desafío, o abra usted el enlace que recibe. Antes no se le envía nada más.",
        NoMailAddress = "Esto no es una dirección de correo. Escriba una como ana@example.com.",
        NoWebhook = "No podemos enviar a esta dirección. Escriba una que empiece por https://.",
        TooMany = "Demasiadas solicitudes",
        TooManyHelp = "Espere diez minutos y vuelva a intentarlo.",
        NotNow = "No se pudo guardar",
        NotNowHelp = "No se cambió nada. Vuelva a intentarlo dentro de unos segundos.",

        Confirm = "Confirme su suscripción",
        ConfirmHelp = services => $"Recibirá novedades sobre {services}.",
        ConfirmIt = "Confirmar",
        Confirmed = "Está suscrito",
        ConfirmedHelp = "Cada mensaje lleva un enlace para cambiar o terminar la suscripción.",
        LinkUnknown = "Este enlace ya no funciona",
        LinkUnknownHelp = "Puede ser demasiado antiguo, estar usado o incompleto. Puede suscribirse de nuevo.",

        YourSubscription = "Su suscripción",
        Save = "Guardar",
        Saved = "Guardado.",
        Unsubscribe = "Cancelar la suscripción",
        UnsubscribeHelp = "Su dirección se borra y no se le envía nada más.",
        Gone = "La suscripción está cancelada",
        GoneHelp = "Su dirección se ha borrado. No se le envía nada más.",
        Suppressed = "Esta dirección rechazó nuestros mensajes, así que no se le envía nada. Suscríbase de nuevo para cambiarlo.",
        SigningSecret = "Secreto de firma",
        Show = "Mostrar",
        AllServices = "todos los servicios",

        QuestionSubject = page => $"{page}: confirme su suscripción",
        QuestionText = services => $"alguien, probablemente usted, quiere que esta dirección reciba novedades sobre {services}. Para aceptar, abra este enlace en un plazo de 7 días y pulse el botón:",
        QuestionKnown = "Esta dirección ya está suscrita. El enlace cambia lo que recibe; si no lo abre, todo queda como está.",
        QuestionIgnore = "Si no fue usted, no haga nada. No volveremos a escribirle y su dirección se borra a los 7 días.",
        DigestSubject = count => $"{count} novedades",
        Details = "Detalles",
        WhyYou = (page, services) => $"Recibe este mensaje porque se suscribió a {page} ({services}).",
        ChangeOrEnd = "Cambiar o terminar la suscripción",
    };
}
