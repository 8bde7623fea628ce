using System.Text.RegularExpressions;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Routing;
using Heed.Model.Labels;
using Heed.Model.Parsing;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Heed.Server.Alertmanager;

/// <summary>Reads the parameters of questions for alerts, groups and silences.</summary>
internal static class AlertQuestion
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    public static ParseResult<AlertFilter> Read(IQueryCollection query)
    {
        ParseResult<IReadOnlyList<LabelMatcher>> matchers = ReadMatchers(query["filter"]);
        if (!matchers.IsSuccess) return ParseResult<AlertFilter>.Failure(matchers.Error!);
        string error = "";
        AlertFilter filter = new()
        {
            Matchers = matchers.Value,
            Active = Flag(query, "active", ref error),
            Silenced = Flag(query, "silenced", ref error),
            Inhibited = Flag(query, "inhibited", ref error),
            Muted = Flag(query, "muted", ref error),
            Receiver = ReadReceiver(query["receiver"].ToString(), ref error),
        };
        return error.Length > 0 ? ParseResult<AlertFilter>.Failure(error) : ParseResult<AlertFilter>.Success(filter);
    }

    public static ParseResult<IReadOnlyList<LabelMatcher>> ReadMatchers(StringValues texts)
    {
        List<LabelMatcher> matchers = [];
        foreach (string? text in texts)
        {
            ParseResult<IReadOnlyList<LabelMatcher>> parsed = MatcherParser.Parse(text ?? "");
            if (!parsed.IsSuccess) return parsed;
            matchers.AddRange(parsed.Value);
        }

        return ParseResult<IReadOnlyList<LabelMatcher>>.Success(matchers);
    }

    private static bool Flag(IQueryCollection query, string name, ref string error)
    {
        string text = query[name].ToString();
        if (text.Length == 0) return true;
        if (!bool.TryParse(text, out bool flag)) error = $"expected true or false for {name}, found {Quoting.Quote(text)}";
        return flag;
    }

    private static Regex? ReadReceiver(string text, ref string error)
    {
        if (text.Length == 0) return null;
        try
        {
            return new Regex($"^(?:{text})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LongestMatch);
        }
        catch (Exception invalid) when (invalid is ArgumentException or NotSupportedException)
        {
            error = $"failed to parse receiver param: {invalid.Message}";
            return null;
        }
    }
}
