using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Subscribers;
using Incidents.Desk;
using Incidents.Desk.Subscribers;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Site;
using Incidents.StatusPage;

namespace Incidents.Hosting.Subscribers;

/// <summary>Words each message from the record as it is now, and hands it to the mail transport or posts it.</summary>
public sealed class SubscriberPost(StatusPublisher publisher, IMailTransport mails, SubscriberWebhook webhooks, SubscriberKeys keys, Deployment deployment, TimeProvider time) : ISubscriberPost
{
    /// <inheritdoc/>
    public async Task<Attempt> SendAsync(SubscriberMessage message, CancellationToken ct)
    {
        var edition = await publisher.LookAsync(ct);
        return message.To.Way == SubscriberWay.Mail ? await MailAsync(edition, message, ct) : await PostAsync(edition, message, ct);
    }

    /// <inheritdoc/>
    public async Task<Attempt> ReconcileAsync(string messageId, SubscriberWay way, string subscriber, CancellationToken ct) => way == SubscriberWay.Mail
        ? await mails.ReconcileAsync(new OutgoingMail(messageId, "", PersonOf(subscriber), "", "", "", "", null), ct)
        : new Attempt.Deferred("It is posted again under the same id.");

    /// <summary>What a subscriber is called in the names of files: their id, never their address.</summary>
    public static string PersonOf(string subscriber) => $"subscriber-{subscriber}";

    async Task<Attempt> MailAsync(SiteEdition edition, SubscriberMessage message, CancellationToken ct)
    {
        var manage = ManageOf(message.To);
        var (thread, text) = message switch
        {
            SubscriberMessage.News { Topics: var topics } when topics.Select(topic => Of(edition, topic)).OfType<MailTopic>().ToList() is { Count: > 0 } told =>
                (topics is [var only] ? $"subscriber-{only.Of}" : message.Id, await SubscriberMails.NewsAsync(edition, told, message.To.Services, manage)),
            SubscriberMessage.Question question => ("subscriber-question", await SubscriberMails.QuestionAsync(edition, question.To.Services, ConfirmOf(question), question.IsKnown ? manage : null)),
            // What the record does not know any more cannot be told.
            _ => ("", null),
        };
        if (text is null)
            return new Attempt.Delivered("Nothing is left to tell.");

        // A question belongs to no list yet: nothing has to be ended.
        var mail = new OutgoingMail(message.Id, thread, PersonOf(message.To.Id), "", message.To.Address, text.Subject, text.Text, text.Html);
        return await mails.SendAsync(message is SubscriberMessage.News ? mail with { Unsubscribe = manage, List = deployment.StatusAddress.Host } : mail, ct);
    }

    async Task<Attempt> PostAsync(SiteEdition edition, SubscriberMessage message, CancellationToken ct)
    {
        var (to, meta) = (message.To, new HookMeta(ManageOf(message.To), time.GetUtcNow()));
        var challenge = message is SubscriberMessage.Question asked ? keys.Challenge(to.Id, asked.At) : null;
        var body = message switch
        {
            SubscriberMessage.Question question => SubscriberHooks.Question(edition, to.Id, challenge!, ConfirmOf(question), meta),
            SubscriberMessage.News { Topics: [{ Kind: TopicKind.Service, Change: { } change } topic] } => SubscriberHooks.Service(edition, topic.Of, change.Old, change.Now, topic.Number, topic.At, meta),
            SubscriberMessage.News { Topics: [{ Kind: TopicKind.Maintenance } topic] } => SubscriberHooks.Maintenance(edition, topic.Of, meta),
            SubscriberMessage.News { Topics: [var topic] } => SubscriberHooks.Incident(edition, topic.Of, meta),
            _ => null,
        };
        return body is null ? new Attempt.Delivered("Nothing is left to tell.") : await webhooks.PostAsync(new Uri(to.Address), message.Id, body, to.Secret ?? "", challenge, ct);
    }

    static MailTopic? Of(SiteEdition edition, Topic topic) => topic.Kind == TopicKind.Maintenance
        ? edition.Maintenances.FirstOrDefault(one => one.Id == topic.Of) is { } maintenance ? new MailTopic(null, maintenance, IsReport: false) : null
        : edition.Find(topic.Of) is { } incident ? new MailTopic(incident, null, topic.Kind == TopicKind.Report) : null;

    Uri ManageOf(Subscriber who) => new(deployment.Link($"subscriptions/{keys.ManageToken(who.Id)}"));

    Uri ConfirmOf(SubscriberMessage.Question question) => new(deployment.Link($"subscriptions/confirm/{keys.AskToken(question.To.Id, question.At + SubscriberOptions.AskLife)}"));
}
