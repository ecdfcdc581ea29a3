using System.Text.Json.Serialization;

namespace Incidents;

// The names below are storage formats: add, never rename, never reuse.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(MailPerson), "mail-person")]
[JsonDerivedType(typeof(PushPerson), "push-person")]
[JsonDerivedType(typeof(OpenCall), "open-call")]
[JsonDerivedType(typeof(BookMeeting), "book-meeting")]
[JsonDerivedType(typeof(CancelMeeting), "cancel-meeting")]
[JsonDerivedType(typeof(PostInternally), "post-internally")]
[JsonDerivedType(typeof(PublishPage), "publish-page")]
[JsonDerivedType(typeof(PostPublicly), "post-publicly")]
[JsonDerivedType(typeof(MailAffectedUsers), "mail-affected-users")]
[JsonDerivedType(typeof(EraseContacts), "erase-contacts")]
public abstract partial record Effect;
