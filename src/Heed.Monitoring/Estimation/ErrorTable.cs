namespace Heed.Monitoring.Estimation;

/// <summary>By what each cell of one feature multiplies the expected absolute error.</summary>
/// <param name="feature">Its position; −1 for the predicted number.</param>
/// <param name="values">One a cell.</param>
internal sealed class ErrorTable(int feature, double[] values)
{
    public int Feature => feature;

    public ReadOnlySpan<double> Values => values;

    /// <summary>1 for a cell beyond the table.</summary>
    public double At(int cell) => cell < values.Length ? values[cell] : 1;
}
