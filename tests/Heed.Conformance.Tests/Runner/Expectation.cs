using System.Text.RegularExpressions;

namespace Heed.Conformance.Tests.Runner;

/// <summary>An <c>expect</c> line: what has to be there, and how its text must read.</summary>
/// <param name="Kind">ordered, fail, warn, no_warn, info, no_info.</param>
internal sealed record Expectation(string Kind, string? Message = null, string? Pattern = null)
{
    public bool Accepts(string text) =>
        (Message is null || text == Message) && (Pattern is null || Regex.IsMatch(text, Pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));
}
