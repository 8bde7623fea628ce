using Heed.Query.Syntax;

namespace Heed.Query.Results;

/// <param name="Message">Complete, with <c>line:column</c> in front for errors of the text.</param>
/// <param name="Position">Where in the text, if anywhere.</param>
public sealed record QueryError(QueryErrorKind Kind, string Message, SourceSpan? Position = null)
{
    /// <summary>
    /// What the error is counted and answered as: <c>bad_data</c>, <c>execution</c>, <c>timeout</c>, <c>canceled</c>,
    /// <c>limit</c>.
    /// </summary>
    public string Reason => Kind switch
    {
        QueryErrorKind.BadData => "bad_data",
        QueryErrorKind.Timeout => "timeout",
        QueryErrorKind.Canceled => "canceled",
        QueryErrorKind.Limit => "limit",
        _ => "execution",
    };

    public override string ToString() => $"{Reason}: {Message}";
}
