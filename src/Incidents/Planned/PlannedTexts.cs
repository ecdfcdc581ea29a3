namespace Incidents.Planned;

/// <summary>
/// The sentences that the public reads when nobody gives words of their own. Whoever publishes planned work reads and approves them with it. <c>{start}</c>, <c>{end}</c> and
/// <c>{due}</c> are times in the company's zone.
/// </summary>
/// <param name="Begun">It begins.</param>
/// <param name="GoesOn">It goes on after it was being verified.</param>
/// <param name="Verifying">It is done and being watched.</param>
/// <param name="Completed">It is over.</param>
/// <param name="Extended">It takes longer.</param>
/// <param name="Moved">It takes place at another time.</param>
/// <param name="Cancelled">It was called off.</param>
/// <param name="Late">Follows a sentence that the clock says later than it was due.</param>
/// <param name="Missed">Its whole time passed before the clock could say a word.</param>
public sealed record PlannedTexts(string Begun, string GoesOn, string Verifying, string Completed, string Extended, string Moved, string Cancelled, string Late, string Missed)
{
    /// <summary>All of them, for whoever approves.</summary>
    public IReadOnlyList<string> All => [Begun, GoesOn, Verifying, Completed, Extended, Moved, Cancelled, $"… {Late}", Missed];

    /// <summary>Those of a language (<c>en</c>, <c>pt</c>, <c>es</c>, <c>ar</c>); English for one that is not spoken here.</summary>
    public static PlannedTexts For(string language) => language switch
    {
        "pt" => new(
            "Os trabalhos de manutenção começaram e devem terminar às {end}.",
            "Os trabalhos de manutenção continuam e devem terminar às {end}.",
            "Os trabalhos estão feitos e estamos a verificar o resultado.",
            "A manutenção terminou.",
            "A manutenção demora mais do que o previsto. Deve agora terminar às {end}.",
            "A manutenção foi reagendada: de {start} até {end}.",
            "Esta manutenção foi cancelada.",
            "Este aviso chega atrasado: era devido às {due}.",
            "O período previsto para esta manutenção, de {start} até {end}, já passou. Não foi possível publicar avisos durante esse período."),
        "es" => new(
            "Los trabajos de mantenimiento han comenzado y deberían terminar a las {end}.",
            "Los trabajos de mantenimiento continúan y deberían terminar a las {end}.",
            "Los trabajos están hechos y estamos comprobando el resultado.",
            "El mantenimiento ha terminado.",
            "El mantenimiento dura más de lo previsto. Ahora debería terminar a las {end}.",
            "El mantenimiento se ha reprogramado: de {start} a {end}.",
            "Este mantenimiento se ha cancelado.",
            "Este aviso llega tarde: debía publicarse a las {due}.",
            "El periodo previsto para este mantenimiento, de {start} a {end}, ya ha pasado. No se pudo publicar ningún aviso durante ese periodo."),
        "ar" => new(
            "بدأت أعمال الصيانة، ومن المتوقع أن تنتهي في {end}.",
            "تستمر أعمال الصيانة، ومن المتوقع أن تنتهي في {end}.",
            "انتهت الأعمال ونحن نتحقق من النتيجة.",
            "انتهت الصيانة.",
            "تستغرق الصيانة وقتًا أطول من المخطط له. ومن المتوقع الآن أن تنتهي في {end}.",
            "تغيّر موعد الصيانة: من {start} إلى {end}.",
            "أُلغيت هذه الصيانة.",
            "هذا الإشعار متأخر: كان موعده {due}.",
            "انقضى الوقت المحدد لهذه الصيانة، من {start} إلى {end}، ولم يكن ممكنًا نشر أي إشعار خلاله."),
        _ => new(
            "The maintenance has begun and is expected to end at {end}.",
            "The maintenance goes on and is expected to end at {end}.",
            "The work is done and we are watching the result.",
            "The maintenance is over.",
            "The maintenance takes longer than planned. It is now expected to end at {end}.",
            "The maintenance was moved: it takes place from {start} to {end}.",
            "This maintenance was called off.",
            "This notice is late: it was due at {due}.",
            "The time scheduled for this maintenance, from {start} to {end}, is over. No notice could be published during it."),
    };
}
