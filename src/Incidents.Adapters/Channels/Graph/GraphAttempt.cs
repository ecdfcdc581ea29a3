using Incidents.Desk;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace Incidents.Adapters.Channels.Graph;

/// <summary>One attempt at Microsoft Graph, and what its failures mean.</summary>
static class GraphAttempt
{
    /// <summary>The client library would try three more times by itself and sleep as long as Graph asks; trying again is the desk's, and on the record.</summary>
    public static IRequestOption Once => new RetryHandlerOption { MaxRetry = 0 };

    /// <summary>Makes it.</summary>
    /// <returns>
    /// What <paramref name="call"/> returns; Deferred on 408, 409, 423, 429 and 5xx with Graph's Retry-After, and when Graph cannot be reached, does not answer in time or nobody can sign in;
    /// Refused on any other answer.
    /// </returns>
    public static async Task<Attempt> MakeAsync(GraphOptions options, TimeProvider time, Func<CancellationToken, Task<Attempt>> call, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await call(both.Token);
        }
        catch (ApiException answer) when (answer.ResponseStatusCode is 408 or 409 or 423 or 429 or >= 500)
        {
            return new Attempt.Deferred($"Microsoft Graph answered {answer.ResponseStatusCode}{Code(answer)}.", RetryAfter(answer, time));
        }
        catch (ApiException answer)
        {
            return new Attempt.Refused($"Microsoft Graph answered {answer.ResponseStatusCode}{Code(answer)}.{Hint(answer.ResponseStatusCode)}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Attempt.Deferred($"Microsoft Graph did not answer within {Words.Duration(options.Timeout)}.");
        }
        catch (HttpRequestException unreachable)
        {
            return new Attempt.Deferred($"Microsoft Graph cannot be reached: {unreachable.HttpRequestError}.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever the sign-in throws, or an answer that is none. Its message may hold addresses or a token.
            return new Attempt.Deferred($"Microsoft Graph could not be asked: {failure.GetType().Name}.");
        }
    }

    static string Code(ApiException answer) => answer is ODataError { Error.Code: { Length: > 0 } code } ? $" ({code})" : "";

    static string Hint(int status) => status switch
    {
        401 or 403 => " Its permissions for the organiser are missing, or were given less than half an hour ago.",
        404 => " There is no such organiser, or it has no mailbox.",
        _ => "",
    };

    static TimeSpan? RetryAfter(ApiException answer, TimeProvider time)
    {
        var value = answer.ResponseHeaders?.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
        if (!System.Net.Http.Headers.RetryConditionHeaderValue.TryParse(value, out var parsed))
            return null;

        return parsed.Delta ?? (parsed.Date > time.GetUtcNow() ? parsed.Date - time.GetUtcNow() : TimeSpan.Zero);
    }
}
