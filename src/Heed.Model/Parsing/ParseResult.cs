using System.Diagnostics.CodeAnalysis;

namespace Heed.Model.Parsing;

/// <summary>A parsed value, or what is wrong with the text. Exactly one of the two is there.</summary>
public readonly struct ParseResult<T>
{
    private readonly T? _value;

    private ParseResult(T? value, ParseError? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>Null on success.</summary>
    public ParseError? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <exception cref="InvalidOperationException">The text did not parse; the message is the error's.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException(Error.ToString());

    public static ParseResult<T> Success(T value) => new(value, null);

    public static ParseResult<T> Failure(ParseError error) => new(default, error);

    public static ParseResult<T> Failure(string message, int position = 0) => new(default, new ParseError(message, position, position));
}
