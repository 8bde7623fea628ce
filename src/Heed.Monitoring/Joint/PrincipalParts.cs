using System.Numerics.Tensors;

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Heed.Monitoring.Joint;

/// <summary>
/// The directions in which features vary together: the principal components that explain 70 % of the variance, at least one and never
/// all. What a record has outside of them, its reconstruction error, grows when features stop going together as they did.
/// </summary>
/// <param name="mean">Of each column.</param>
/// <param name="directions">Orthonormal rows, as long as the mean.</param>
internal sealed class PrincipalParts(double[] mean, double[] directions)
{
    private const double Explained = 0.7;

    public ReadOnlySpan<double> Mean => mean;

    public ReadOnlySpan<double> Directions => directions;

    /// <summary>Null with fewer than three columns, or where the columns do not vary.</summary>
    /// <param name="rows">Each of as many numbers as there are columns.</param>
    public static PrincipalParts? Fit(IReadOnlyList<double[]> rows)
    {
        int columns = rows.Count == 0 ? 0 : rows[0].Length;
        if (columns < 3) return null;
        double[] mean = new double[columns];
        foreach (double[] row in rows) TensorPrimitives.Add<double>(mean, row, mean);
        TensorPrimitives.Divide<double>(mean, rows.Count, mean);
        Matrix<double> covariance = Matrix<double>.Build.Dense(columns, columns);
        foreach (double[] row in rows)
        {
            for (int i = 0; i < columns; i++)
            {
                for (int j = 0; j <= i; j++) covariance[i, j] += (row[i] - mean[i]) * (row[j] - mean[j]) / rows.Count;
            }
        }

        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < i; j++) covariance[j, i] = covariance[i, j];
        }

        double trace = covariance.Diagonal().Sum();
        return trace > 0 ? new PrincipalParts(mean, Directions(covariance, trace)) : null;

        static double[] Directions(Matrix<double> covariance, double trace)
        {
            Evd<double> parts = covariance.Evd(Symmetricity.Symmetric);
            int columns = covariance.RowCount;
            int taken = 0;
            double explained = 0;
            List<double> directions = [];

            // The factorisation orders eigenvalues upwards.
            while (taken < columns - 1 && (taken == 0 || explained < Explained * trace))
            {
                int at = columns - 1 - taken++;
                explained += parts.EigenValues[at].Real;
                directions.AddRange(parts.EigenVectors.Column(at));
            }

            return [.. directions];
        }
    }

    /// <summary>The squared distance from the record to what the directions make of it, a column.</summary>
    public double Error(ReadOnlySpan<double> row)
    {
        int columns = mean.Length;
        Span<double> rest = stackalloc double[RankScores.MostFeatures];
        rest = rest[..columns];
        TensorPrimitives.Subtract(row, mean, rest);
        double error = TensorPrimitives.SumOfSquares<double>(rest);
        for (int at = 0; at < directions.Length; at += columns)
        {
            double along = TensorPrimitives.Dot<double>(rest, directions.AsSpan(at, columns));
            error -= along * along;
        }

        return Math.Max(0, error) / columns;
    }
}
