namespace Incidents.Hosting.Configuration;

/// <summary>The built-in Spanish texts; they say the same as the English ones.</summary>
static class SpanishTemplates
{
    const string Version = "es-1";

    public static readonly NoticeTemplates Value = new(
        new Dictionary<NoticeKind, NoticeTemplate>
        {
            [NoticeKind.Investigating] = Of("Problema con {service}",
                "Tenemos constancia de un problema con {service}, que empezó el {started}, y lo estamos investigando. {text}\n\nLamentamos las molestias. La próxima actualización se publicará aquí."),
            [NoticeKind.Identified] = Of("Problema con {service}: identificado",
                "Sabemos más sobre el problema con {service}, que empezó el {started}.\n\nAlcance: {scope}\n\nCausa: {cause}\n\nQué puede hacer mientras tanto: {workaround}\n\nEstamos trabajando en una corrección. La próxima actualización se publicará aquí."),
            [NoticeKind.Monitoring] = Of("Problema con {service}: corrección aplicada",
                "Se ha aplicado una corrección para el problema con {service} y estamos comprobando que es duradera.\n\nAlcance: {scope}\n\nSi {service} sigue sin funcionarle, póngase en contacto con nuestro soporte."),
            [NoticeKind.Resolved] = Of("Problema con {service}: resuelto",
                "El problema con {service}, que empezó el {started}, está resuelto.\n\n{summary}\n\nLamentamos las molestias. Aquí se publicará un informe sobre lo ocurrido."),
            [NoticeKind.Update] = Of("Problema con {service}: actualización",
                "{text}\n\nEl problema con {service}, que empezó el {started}, todavía no está resuelto. La próxima actualización se publicará aquí."),
            [NoticeKind.Workaround] = Of("Problema con {service}: qué puede hacer mientras tanto",
                "{workaround}\n\nEl problema con {service} todavía no está resuelto; seguimos trabajando en él."),
            [NoticeKind.Report] = Of("Qué ocurrió con {service}",
                """
                ## Resumen
                {service} no funcionó como debía desde {started} hasta {resolved}. {summary}

                ## A quién afectó
                {scope}

                ## Causa
                {cause}

                ## Qué hicimos
                {mitigation}

                {fix}

                ## Qué anunciamos
                {timeline}

                ## Qué vamos a cambiar
                Estamos averiguando qué habría evitado o acortado este problema y lo añadiremos a este informe.
                """),
        },
        new Dictionary<NoticeKind, NoticeTemplate>
        {
            [NoticeKind.Investigating] = Of("Incidente {severity}: {service}",
                "Un problema con {service}, que empezó el {started}, es ahora un incidente y se está investigando. {text}\n\nEnvíen las preguntas de los usuarios a soporte y no anuncien nada por su cuenta."),
            [NoticeKind.Identified] = Of("Incidente {severity}: {service}: identificado",
                "Alcance: {scope}\nCausa: {cause}\nMitigación: {mitigation}\nQué pueden hacer los usuarios mientras tanto: {workaround}"),
            [NoticeKind.Monitoring] = Of("Incidente {severity}: {service}: corrección aplicada",
                "Corrección: {fix}\nAlcance: {scope}\n\nEl equipo está comprobando que es duradera. Comuniquen todo lo que siga fallando."),
            [NoticeKind.Resolved] = Of("Incidente {severity}: {service}: resuelto",
                "El problema con {service}, que empezó el {started}, está resuelto. {summary}\n\nSigue el post-mortem. Gracias a todos los que ayudaron."),
            [NoticeKind.Update] = Of("Incidente {severity}: {service}: actualización", "{text}"),
            [NoticeKind.Workaround] = Of("Incidente {severity}: {service}: solución provisional", "Qué pueden hacer los usuarios mientras tanto: {workaround}"),
            [NoticeKind.Report] = Of("Incidente {severity}: {service}: informe",
                "Desde {started} hasta {resolved}. {summary}\n\nAlcance: {scope}\nCausa: {cause}\nMitigación: {mitigation}\nCorrección: {fix}\n\nAnunciado:\n{timeline}"),
        },
        new Dictionary<string, string>
        {
            ["scope"] = "todavía no se conoce",
            ["cause"] = "todavía no se conoce",
            ["mitigation"] = "nada todavía",
            ["fix"] = "ninguna todavía",
            ["summary"] = "Funciona como antes.",
            ["workaround"] = "todavía no conocemos nada que ayude",
            ["reason"] = "no indicado",
            ["text"] = "",
            ["timeline"] = "No se anunció nada.",
            ["resolved"] = "una hora que todavía no se conoce",
        });

    static NoticeTemplate Of(string title, string text) => new(title, text, Version, ApprovedBy: null);
}
