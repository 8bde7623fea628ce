namespace Heed.Query.Syntax;

public enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Atan2,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Unless,

    /// <summary><c>&lt;/</c>: keeps a native histogram's observations below a bound.</summary>
    TrimUpper,

    /// <summary><c>&gt;/</c>: keeps a native histogram's observations above a bound.</summary>
    TrimLower,
}
