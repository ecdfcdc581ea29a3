namespace Incidents.Hosting.Configuration;

/// <summary>The built-in Portuguese texts; they say the same as the English ones.</summary>
static class PortugueseTemplates
{
    const string Version = "pt-1";

    public static readonly NoticeTemplates Value = new(
        new Dictionary<NoticeKind, NoticeTemplate>
        {
            [NoticeKind.Investigating] = Of("Problema com {service}",
                "Temos conhecimento de um problema com {service}, que começou em {started}, e estamos a investigá-lo. {text}\n\nLamentamos o incómodo. A próxima atualização será publicada aqui."),
            [NoticeKind.Identified] = Of("Problema com {service}: identificado",
                "Sabemos mais sobre o problema com {service}, que começou em {started}.\n\nÂmbito: {scope}\n\nCausa: {cause}\n\nO que pode fazer entretanto: {workaround}\n\nEstamos a trabalhar numa correção. A próxima atualização será publicada aqui."),
            [NoticeKind.Monitoring] = Of("Problema com {service}: correção aplicada",
                "Foi aplicada uma correção para o problema com {service} e estamos a verificar se é duradoura.\n\nÂmbito: {scope}\n\nSe {service} ainda não funcionar para si, contacte o nosso apoio."),
            [NoticeKind.Resolved] = Of("Problema com {service}: resolvido",
                "O problema com {service}, que começou em {started}, está resolvido.\n\n{summary}\n\nLamentamos o incómodo. Um relatório sobre o que aconteceu será publicado aqui."),
            [NoticeKind.Update] = Of("Problema com {service}: atualização",
                "{text}\n\nO problema com {service}, que começou em {started}, ainda não está resolvido. A próxima atualização será publicada aqui."),
            [NoticeKind.Workaround] = Of("Problema com {service}: o que pode fazer entretanto",
                "{workaround}\n\nO problema com {service} ainda não está resolvido; continuamos a trabalhar nele."),
            [NoticeKind.Report] = Of("O que aconteceu com {service}",
                """
                ## Resumo
                {service} não funcionou como devia desde {started} até {resolved}. {summary}

                ## Quem foi afetado
                {scope}

                ## Causa
                {cause}

                ## O que fizemos
                {mitigation}

                {fix}

                ## O que anunciámos
                {timeline}

                ## O que vamos mudar
                Estamos a apurar o que teria evitado ou encurtado este problema e acrescentá-lo-emos a este relatório.
                """),
        },
        new Dictionary<NoticeKind, NoticeTemplate>
        {
            [NoticeKind.Investigating] = Of("Incidente {severity}: {service}",
                "Um problema com {service}, que começou em {started}, é agora um incidente e está a ser investigado. {text}\n\nEncaminhem as perguntas dos utilizadores para o apoio e não anunciem nada por iniciativa própria."),
            [NoticeKind.Identified] = Of("Incidente {severity}: {service}: identificado",
                "Âmbito: {scope}\nCausa: {cause}\nMitigação: {mitigation}\nO que os utilizadores podem fazer entretanto: {workaround}"),
            [NoticeKind.Monitoring] = Of("Incidente {severity}: {service}: correção aplicada",
                "Correção: {fix}\nÂmbito: {scope}\n\nA equipa está a verificar se é duradoura. Comuniquem tudo o que ainda falhar."),
            [NoticeKind.Resolved] = Of("Incidente {severity}: {service}: resolvido",
                "O problema com {service}, que começou em {started}, está resolvido. {summary}\n\nSegue-se o post-mortem. Obrigado a todos os que ajudaram."),
            [NoticeKind.Update] = Of("Incidente {severity}: {service}: atualização", "{text}"),
            [NoticeKind.Workaround] = Of("Incidente {severity}: {service}: solução provisória", "O que os utilizadores podem fazer entretanto: {workaround}"),
            [NoticeKind.Report] = Of("Incidente {severity}: {service}: relatório",
                "Desde {started} até {resolved}. {summary}\n\nÂmbito: {scope}\nCausa: {cause}\nMitigação: {mitigation}\nCorreção: {fix}\n\nAnunciado:\n{timeline}"),
        },
        new Dictionary<string, string>
        {
            ["scope"] = "ainda não conhecido",
            ["cause"] = "ainda não conhecida",
            ["mitigation"] = "ainda nada",
            ["fix"] = "ainda nenhuma",
            ["summary"] = "Funciona como antes.",
            ["workaround"] = "ainda não conhecemos nada que ajude",
            ["reason"] = "não indicada",
            ["text"] = "",
            ["timeline"] = "Nada foi anunciado.",
            ["resolved"] = "uma hora ainda não conhecida",
        });

    static NoticeTemplate Of(string title, string text) => new(title, text, Version, ApprovedBy: null);
}
