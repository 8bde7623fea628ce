namespace Heed.Templates;

/// <summary>How templates are read, and the bounds that hold whatever they say.</summary>
public sealed record TemplateOptions
{
    public static TemplateOptions Default { get; } = new();

    public MissingKey MissingKey { get; init; } = MissingKey.NoValue;

    /// <summary>
    /// Names, without the dollar sign, of variables that every execution is given; using any other undeclared one is an error
    /// of the text. Templates that are defined inside a text do not see them.
    /// </summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>The most characters that one execution may write.</summary>
    public int MaxOutput { get; init; } = 1 << 20;

    /// <summary>How deep templates may call templates.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>
    /// How many steps one execution may take: each action, operand and iteration is one, and so is each 64 characters of a text
    /// that a function returns.
    /// </summary>
    public int MaxSteps { get; init; } = 1_000_000;
}
