/** `Daytime` lets an SMS leave only between nine and five in Oslo; e-mail leaves at any time. */
export type SendingTimePolicy = 'Anytime' | 'Daytime'
