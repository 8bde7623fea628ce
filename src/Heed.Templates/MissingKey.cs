namespace Heed.Templates;

/// <summary>What a key that a map does not have stands for.</summary>
public enum MissingKey
{
    /// <summary>Nil, which prints as <c>&lt;no value&gt;</c>: Go's default.</summary>
    NoValue,

    /// <summary>The empty text, as Prometheus and Alertmanager have it for labels and annotations.</summary>
    EmptyText,

    /// <summary>An error.</summary>
    Error,
}
