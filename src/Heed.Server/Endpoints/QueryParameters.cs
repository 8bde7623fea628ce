using System.Globalization;

using Heed.Model.Parsing;
using Heed.Model.Time;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Heed.Server.Endpoints;

/// <summary>
/// The parameters of a request to Prometheus' API, from the query string and, in a POST, from the form. Reading a wrong one leaves
/// the first error behind.
/// </summary>
internal sealed class QueryParameters
{
    private readonly IQueryCollection _query;
    private readonly IFormCollection? _form;

    private QueryParameters(IQueryCollection query, IFormCollection? form)
    {
        _query = query;
        _form = form;
    }

    /// <summary>The first thing that was wrong; null where nothing was.</summary>
    public string? Error { get; private set; }

    public static async Task<QueryParameters> ReadAsync(HttpRequest request, CancellationToken cancellation) =>
        new(request.Query, request.HasFormContentType ? await request.ReadFormAsync(cancellation).ConfigureAwait(false) : null);

    public string? Text(string name) => Values(name).Count > 0 ? Values(name)[0] : null;

    public IReadOnlyList<string> Texts(string name) => [.. Values(name).OfType<string>()];

    public string Required(string name)
    {
        if (Text(name) is { Length: > 0 } text) return text;
        Fail($"expected the parameter \"{name}\", found none");
        return "";
    }

    /// <summary>A time as RFC 3339 or as seconds since the Unix epoch, in milliseconds.</summary>
    public long TimeMs(string name, long? fallback)
    {
        string? text = Text(name);
        if (string.IsNullOrEmpty(text))
        {
            if (fallback is null) Fail($"expected the parameter \"{name}\", found none");
            return fallback ?? 0;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && Math.Abs(seconds) < 9e12)
        {
            return (long)Math.Round(seconds * 1000);
        }

        if (Rfc3339.TryParse(text, out long timeMs)) return timeMs;
        Fail($"invalid parameter \"{name}\": cannot parse {Quoting.Quote(text)} to a valid timestamp (RFC 3339 or seconds since 1970)");
        return 0;
    }

    /// <summary>A duration as <c>5m</c> or as seconds, in milliseconds; it has to be positive.</summary>
    public long DurationMs(string name)
    {
        string text = Required(name);
        if (text.Length == 0) return 1;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds < 9e12)
        {
            if (seconds > 0) return Math.Max(1, (long)Math.Round(seconds * 1000));
        }
        else if (PrometheusDuration.Parse(text) is { IsSuccess: true } duration && duration.Value > TimeSpan.Zero)
        {
            return (long)duration.Value.TotalMilliseconds;
        }

        Fail($"invalid parameter \"{name}\": cannot parse {Quoting.Quote(text)} to a positive duration (15s, 1m, or seconds)");
        return 1;
    }

    public int Integer(string name, int fallback, int most)
    {
        string? text = Text(name);
        if (string.IsNullOrEmpty(text)) return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)) return Math.Min(value, most);
        Fail($"invalid parameter \"{name}\": expected a whole number, found {Quoting.Quote(text)}");
        return fallback;
    }

    public void Fail(string message) => Error ??= message;

    private StringValues Values(string name) => _form is not null && _form.TryGetValue(name, out StringValues posted) ? posted : _query[name];
}
