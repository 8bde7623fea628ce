namespace Heed.Statistics.Hypothesis;

/// <summary>Eigenvalues and vectors of a small symmetric matrix by Jacobi's rotations (1846), which are exact to the last bits.</summary>
internal static class JacobiEigen
{
    private const int MostSweeps = 60;

    /// <summary>
    /// Leaves the eigenvalues on the diagonal of <paramref name="matrix"/> and the vectors in the columns of <paramref name="vectors"/>.
    /// </summary>
    public static void Decompose(Span<double> matrix, Span<double> vectors, int n)
    {
        vectors.Clear();
        for (int i = 0; i < n; i++) vectors[(i * n) + i] = 1;
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            bool rotated = false;
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++) rotated |= Rotate(matrix, vectors, n, p, q);
            }

            if (!rotated) return;
        }
    }

    private static bool Rotate(Span<double> matrix, Span<double> vectors, int n, int p, int q)
    {
        double off = matrix[(p * n) + q];
        double diagonal = Math.Abs(matrix[(p * n) + p]) + Math.Abs(matrix[(q * n) + q]);
        if (Math.Abs(off) <= 1e-300 || diagonal + (Math.Abs(off) / 64) == diagonal) return false;
        double theta = (matrix[(q * n) + q] - matrix[(p * n) + p]) / (2 * off);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < n; k++) Turn(ref matrix[(k * n) + p], ref matrix[(k * n) + q], c, s);
        for (int k = 0; k < n; k++) Turn(ref matrix[(p * n) + k], ref matrix[(q * n) + k], c, s);
        for (int k = 0; k < n; k++) Turn(ref vectors[(k * n) + p], ref vectors[(k * n) + q], c, s);
        return true;
    }

    private static void Turn(ref double first, ref double second, double c, double s)
    {
        double before = first;
        first = (c * before) - (s * second);
        second = (s * before) + (c * second);
    }
}
