namespace Heed.Query.Results;

/// <summary>
/// What a query answers: one of <see cref="ScalarValue"/>, <see cref="StringValue"/>, <see cref="VectorValue"/>,
/// <see cref="MatrixValue"/>.
/// </summary>
public abstract record QueryValue;
