import type { Problem } from '../../../api/problem';

/** The services of the clinic that open the library, as the refusal names them; empty when it names none. */
export const servicesOf = (problem: Pick<Problem, 'extra'>): string => {
  const services = problem.extra['services'];
  return Array.isArray(services) ? services.filter((one) => typeof one === 'string').join(', ') : '';
};
